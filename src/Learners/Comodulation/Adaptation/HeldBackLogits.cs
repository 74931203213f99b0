using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>What a method said of rows that it had not learnt, in each of its settings; of each row once in each division of the rows into parts.</summary>
/// <param name="settings">Number of settings.</param>
/// <param name="repeats">Number of divisions.</param>
/// <param name="rows">Number of rows.</param>
/// <param name="classes">Number of classes.</param>
internal sealed class HeldBackLogits<T>(int settings, int repeats, int rows, int classes)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Scales of logits that are compared: a task that was learnt from few rows is surer of itself than it should be.</summary>
    private static readonly double[] Scales = [1.0 / 32, 1.0 / 16, 0.125, 0.25, 0.5, 1, 2, 4, 8];

    private readonly T[] _logits = new T[settings * repeats * rows * classes];

    /// <summary>The logits of a row.</summary>
    public Span<T> At(int setting, int repeat, int row) => _logits.AsSpan(((((setting * repeats) + repeat) * rows) + row) * classes, classes);

    /// <summary>
    /// The setting that stands: the favoured one, or that of the least loss where the difference is more than its standard error. Each setting is judged at its
    /// best scale, by how well it orders rows rather than by how sure it is.
    /// </summary>
    /// <param name="method">The method.</param>
    /// <param name="favoured">The setting that stands unless rows held back speak clearly for another.</param>
    /// <param name="labelled">The rows.</param>
    public MethodMeasurement Best(AdaptationMethod method, int favoured, FeatureRows<T> labelled)
    {
        var (scale, losses) = AtBestScale(favoured, labelled);
        int kept = favoured;
        double least = losses.Sum();
        var (keptScale, keptLosses) = (scale, losses);
        for (int setting = 0; setting < settings; setting++)
        {
            var (otherScale, others) = AtBestScale(setting, labelled);
            if (others.Sum() < least && PairedDifference.IsClear(losses, others))
            {
                (kept, least, keptScale, keptLosses) = (setting, others.Sum(), otherScale, others);
            }
        }

        double weight = Enumerable.Range(0, rows).Sum(labelled.Weight);
        double[] shares = Shares(kept, labelled);
        return new(method, kept, keptScale, keptLosses.Sum() / weight, shares.Sum(), shares);
    }

    /// <summary>Balanced accuracy of a setting on some rows.</summary>
    public double BalancedAccuracy(int setting, FeatureRows<T> labelled, IEnumerable<int> chosen)
    {
        var counts = new ConfusionCounts(classes);
        foreach (int row in chosen)
        {
            for (int repeat = 0; repeat < repeats; repeat++)
            {
                counts.Add(labelled.Label(row), BestClass.Of<T>(At(setting, repeat, row)));
            }
        }

        return counts.BalancedAccuracy;
    }

    /// <summary>What each row adds to the balanced accuracy of a setting.</summary>
    private double[] Shares(int setting, FeatureRows<T> labelled)
    {
        double[] shares = new double[rows];
        int present = labelled.Counts.Count(count => count > 0);
        for (int row = 0; row < rows; row++)
        {
            int label = labelled.Label(row), hits = 0;
            for (int repeat = 0; repeat < repeats; repeat++)
            {
                hits += BestClass.Of<T>(At(setting, repeat, row)) == label ? 1 : 0;
            }

            shares[row] = (double)hits / ((double)repeats * present * labelled.Counts[label]);
        }

        return shares;
    }

    private (double Scale, double[] Losses) AtBestScale(int setting, FeatureRows<T> labelled) =>
        Scales.Select(scale => (Scale: scale, Losses: Losses(setting, scale, labelled))).MinBy(pair => pair.Losses.Sum());

    /// <summary>The loss of each row, the mean over the divisions.</summary>
    private double[] Losses(int setting, double scale, FeatureRows<T> labelled)
    {
        double[] losses = new double[rows];
        T[] scaled = new T[classes];
        for (int row = 0; row < rows; row++)
        {
            for (int repeat = 0; repeat < repeats; repeat++)
            {
                TensorPrimitives.Multiply(At(setting, repeat, row), T.CreateTruncating(scale), scaled);
                losses[row] += labelled.Weight(row) * Softmax.Loss<T>(scaled, labelled.Label(row)) / repeats;
            }
        }

        return losses;
    }
}
