using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>What a method said of rows that it had not learnt, in each of its settings.</summary>
/// <param name="settings">Number of settings.</param>
/// <param name="rows">Number of rows.</param>
/// <param name="classes">Number of classes.</param>
internal sealed class HeldBackLogits<T>(int settings, int rows, int classes)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Scales of logits that are compared: a task that was learnt from few rows is surer of itself than it should be.</summary>
    private static readonly double[] Scales = [1.0 / 32, 1.0 / 16, 0.125, 0.25, 0.5, 1, 2, 4, 8];

    private readonly T[] _logits = new T[settings * rows * classes];

    /// <summary>The logits of a row.</summary>
    public Span<T> At(int setting, int row) => _logits.AsSpan(((setting * rows) + row) * classes, classes);

    /// <summary>
    /// The setting that stands: the favoured one, or that of the least loss where the difference is more than its standard error. Each setting is judged at its
    /// best scale, by how well it orders rows rather than by how sure it is.
    /// </summary>
    public MethodMeasurement Best(ITaskMethod<T> method, FeatureRows<T> labelled)
    {
        var (scale, losses) = AtBestScale(method.Favoured, labelled);
        int kept = method.Favoured;
        double least = losses.Sum();
        var (keptScale, keptLosses) = (scale, losses);
        for (int setting = 0; setting < settings; setting++)
        {
            var (otherScale, others) = AtBestScale(setting, labelled);
            if (others.Sum() < least && IsClear(losses, others))
            {
                (kept, least, keptScale, keptLosses) = (setting, others.Sum(), otherScale, others);
            }
        }

        double weight = Enumerable.Range(0, rows).Sum(labelled.Weight);
        return new(method.Fields.Descriptor.Method, kept, keptScale, keptLosses.Sum() / weight, BalancedAccuracy(kept, labelled));
    }

    /// <summary>Whether the mean difference of two series is more than its standard error.</summary>
    private static bool IsClear(double[] left, double[] right)
    {
        double mean = left.Zip(right, (a, b) => a - b).Average(), squares = left.Zip(right, (a, b) => a - b - mean).Sum(rest => rest * rest);
        return mean * mean * left.Length * (left.Length - 1) > squares;
    }

    private (double Scale, double[] Losses) AtBestScale(int setting, FeatureRows<T> labelled) =>
        Scales.Select(scale => (Scale: scale, Losses: Losses(setting, scale, labelled))).MinBy(pair => pair.Losses.Sum());

    private double[] Losses(int setting, double scale, FeatureRows<T> labelled)
    {
        double[] losses = new double[rows];
        T[] scaled = new T[classes];
        for (int row = 0; row < rows; row++)
        {
            TensorPrimitives.Multiply(At(setting, row), T.CreateTruncating(scale), scaled);
            losses[row] = labelled.Weight(row) * Softmax.Loss<T>(scaled, labelled.Label(row));
        }

        return losses;
    }

    private double BalancedAccuracy(int setting, FeatureRows<T> labelled)
    {
        var counts = new ConfusionCounts(classes);
        for (int row = 0; row < rows; row++)
        {
            counts.Add(labelled.Label(row), BestClass.Of<T>(At(setting, row)));
        }

        return counts.BalancedAccuracy;
    }
}
