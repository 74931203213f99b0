using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Clusters of points, and tasks that divide the clusters in two: related, since all ask about the same clusters.</summary>
internal static class RelatedTasks
{
    public const int Inputs = 5;
    public const int Clusters = 6;

    /// <summary>The class of each cluster in each task; the first three are primary.</summary>
    private static readonly string[] Sides = ["011001", "010101", "000111", "110010", "001101", "101100"];

    public static string[] Primary { get; } = ["a", "b", "c"];

    /// <summary>A small base fitted to three tasks.</summary>
    public static ComodulationModel<T> Fit<T>(ComodulationOptions? options = null, int count = 90)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ComodulationTrainer.Fit(PrimaryRows<T>(count), 2, Primary, options ?? Small);

    /// <summary>Options that are quick.</summary>
    public static ComodulationOptions Small { get; } = new()
    {
        HiddenSizes = [18, 7],
        Fit = new() { MaximumPasses = 6, TaskParts = 0, LearningRate = 0.01 },
        Adaptation = new() { MaximumSteps = 40, StepsPerLook = 20, RoutingSamples = 8, Parts = 3 },
    };

    /// <summary>A point of each cluster after the other, with the class that a task gives it.</summary>
    public static TrainingRows<T> Rows<T>(int task, int count, ulong seed = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rows = new TrainingRows<T>(Inputs, 1);
        Add(rows, task, count, seed, default);
        return rows;
    }

    /// <summary>Rows of several tasks, each naming its own.</summary>
    public static TrainingRows<T> PrimaryRows<T>(int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rows = new TrainingRows<T>(Inputs, 1);
        for (int task = 0; task < Primary.Length; task++)
        {
            Add(rows, task, count, 7, SequenceKey.Of(Primary[task]));
        }

        return rows;
    }

    /// <summary>What a model says of rows.</summary>
    public static T[] Probabilities<T>(ComodulationModel<T> model, TrainingRows<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var learner = model.CreateLearner();
        T[] result = new T[rows.Count * learner.ClassCount], prediction = new T[learner.OutputSize];
        for (int row = 0; row < rows.Count; row++)
        {
            learner.Predict(rows.Input(row), prediction);
            prediction.AsSpan(0, learner.ClassCount).CopyTo(result.AsSpan(row * learner.ClassCount));
        }

        return result;
    }

    private static void Add<T>(TrainingRows<T> rows, int task, int count, ulong seed, SequenceKey key)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        T[] input = new T[Inputs];
        for (int row = 0; row < count; row++)
        {
            int cluster = row % Clusters;
            for (int i = 0; i < Inputs; i++)
            {
                double centre = ((cluster + 1) * (i + 2) * 7 % 11) - 5;
                input[i] = T.CreateTruncating(centre + (0.6 * random.NextNormal()));
            }

            rows.Add(input, [Sides[task][cluster] == '1' ? T.One : T.Zero], new() { Sequence = key });
        }
    }
}
