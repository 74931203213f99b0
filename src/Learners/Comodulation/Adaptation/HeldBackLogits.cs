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
    private readonly T[] _logits = new T[settings * repeats * rows * classes];

    /// <summary>The logits of a row.</summary>
    public Span<T> At(int setting, int repeat, int row) => Of(setting).Slice(((repeat * rows) + row) * classes, classes);

    /// <summary>The mean loss of a setting, at the scale of its logits where it is least: by how well it orders rows rather than by how sure it is.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="labelled">The rows.</param>
    public (double Scale, double Loss) AtBestScale(int setting, FeatureRows<T> labelled) =>
        LogitScale.Best<T>(Of(setting).ToArray(), classes, at => labelled.Label(at % rows), at => labelled.Weight(at % rows));

    /// <summary>How large logits are in a setting: the root of their mean square around the mean of the row.</summary>
    public double Size(int setting)
    {
        double squares = 0;
        var logits = Of(setting);
        for (int at = 0; at < logits.Length; at += classes)
        {
            var row = logits.Slice(at, classes);
            double mean = 0;
            foreach (T logit in row)
            {
                mean += double.CreateTruncating(logit) / classes;
            }

            foreach (T logit in row)
            {
                double rest = double.CreateTruncating(logit) - mean;
                squares += rest * rest;
            }
        }

        return Math.Sqrt(squares / logits.Length);
    }

    /// <summary>Adds another's logits in one of its settings, times a weight, to those of the first setting.</summary>
    public void Add(HeldBackLogits<T> other, int setting, double weight) =>
        TensorPrimitives.MultiplyAdd(other.Of(setting), T.CreateTruncating(weight), Of(0), Of(0));

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

    private Span<T> Of(int setting) => _logits.AsSpan(setting * repeats * rows * classes, repeats * rows * classes);
}
