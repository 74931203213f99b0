using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Repeatable rows of classes that lie around a place of their own each.</summary>
internal static class ClassClouds
{
    /// <summary>As many rows of each class, taking turns.</summary>
    public static TrainingRows<T> Task<T>(int inputs, int rowsPerClass, ulong seed, params int[] classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Task<T>(inputs, 3, rowsPerClass, seed, classes);

    /// <summary>The same with places so far apart in each input, in deviations of the rows.</summary>
    public static TrainingRows<T> Task<T>(int inputs, double apart, int rowsPerClass, ulong seed, int[] classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        var rows = new TrainingRows<T>(inputs, 1);
        T[] input = new T[inputs];
        for (int row = 0; row < rowsPerClass; row++)
        {
            foreach (int label in classes)
            {
                var place = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], (ulong)label + 1000);
                for (int i = 0; i < inputs; i++)
                {
                    input[i] = T.CreateTruncating((apart * place.NextNormal()) + random.NextNormal());
                }

                rows.Add(input, [T.CreateTruncating(label)]);
            }
        }

        return rows;
    }

    /// <summary>The rows in another order.</summary>
    public static TrainingRows<T> Reversed<T>(TrainingRows<T> rows, int from, int to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var reversed = new TrainingRows<T>(rows.InputSize, 1);
        for (int row = to - 1; row >= from; row--)
        {
            reversed.Add(rows.Input(row), rows.Target(row), rows.Context(row));
        }

        return reversed;
    }

    /// <summary>The scores of all rows.</summary>
    public static T[] Scores<T>(ContinualLearner<T> learner, TrainingRows<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] scores = new T[rows.Count * learner.ClassCount];
        for (int row = 0; row < rows.Count; row++)
        {
            learner.Predict(rows.Input(row), scores.AsSpan(row * learner.ClassCount, learner.ClassCount));
        }

        return scores;
    }
}
