using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Repeatable streams of rows.</summary>
internal static class Streams
{
    /// <summary>Rows whose target is a slowly turning linear function of this input and the last.</summary>
    public static TrainingRows<T> Drifting<T>(int count, int inputs, ulong seed = 1, int outputs = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        var rows = new TrainingRows<T>(inputs, outputs);
        T[] input = new T[inputs], target = new T[outputs];
        double previous = 0;
        for (int row = 0; row < count; row++)
        {
            for (int i = 0; i < inputs; i++)
            {
                input[i] = T.CreateTruncating(random.NextNormal());
            }

            double first = double.CreateTruncating(input[0]), turn = Math.Cos(row * 0.002);
            for (int p = 0; p < outputs; p++)
            {
                target[p] = T.CreateTruncating((turn * first) + (0.5 * previous) + (0.1 * p) + (0.05 * random.NextNormal()));
            }

            previous = first;
            rows.Add(input, target);
        }

        return rows;
    }

    /// <summary>Learns rows [from, to) and gives the predictions made on the way.</summary>
    public static T[] Learn<T>(this IOnlineLearner<T> learner, TrainingRows<T> rows, int from, int to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var predictions = new T[(to - from) * learner.OutputSize];
        for (int row = from; row < to; row++)
        {
            learner.Learn(rows.Input(row), learner.TargetOf(rows, row), predictions.AsSpan((row - from) * learner.OutputSize, learner.OutputSize));
        }

        return predictions;
    }

    /// <summary>A row's target as the learner takes it: empty for one that learns from its inputs alone, for a classifier a class.</summary>
    public static ReadOnlySpan<T> TargetOf<T>(this IOnlineLearner<T> learner, TrainingRows<T> rows, int row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        learner is IClassifier classifier ? ClassTargets<T>.Of(rows.Target(row)[0], classifier.ClassCount) : rows.Target(row)[..learner.TargetSize];

    /// <summary>A target as the learner takes it.</summary>
    public static ReadOnlySpan<T> TargetOf<T>(this IOnlineLearner<T> learner, T target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        learner is IClassifier classifier ? ClassTargets<T>.Of(target, classifier.ClassCount) : new[] { target }.AsSpan(0, learner.TargetSize);

    public static string HashText<T>(this IOnlineLearner<T> learner)
        where T : unmanaged => Convert.ToHexString(learner.Memory.Hash());
}
