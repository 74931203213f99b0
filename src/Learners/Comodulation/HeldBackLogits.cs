using System.Numerics;

namespace AdaptiveML.Learners;

/// <summary>What an arm said of rows that it had not learnt, in each of its settings.</summary>
/// <param name="settings">Number of settings.</param>
/// <param name="rows">Number of rows.</param>
/// <param name="classes">Number of classes.</param>
internal sealed class HeldBackLogits<T>(int settings, int rows, int classes)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _logits = new T[settings * rows * classes];

    /// <summary>The logits of a row.</summary>
    public Span<T> At(int setting, int row) => _logits.AsSpan(((setting * rows) + row) * classes, classes);

    /// <summary>The setting of the least loss, its loss and its balanced accuracy; the first of several.</summary>
    public (int Setting, double Loss, double BalancedAccuracy) Best(FeatureRows<T> labelled)
    {
        int best = 0;
        double least = double.PositiveInfinity;
        for (int setting = 0; setting < settings; setting++)
        {
            double loss = Loss(setting, labelled);
            if (loss < least)
            {
                (best, least) = (setting, loss);
            }
        }

        return (best, least, BalancedAccuracy(best, labelled));
    }

    private double Loss(int setting, FeatureRows<T> labelled)
    {
        double sum = 0, weight = 0;
        for (int row = 0; row < rows; row++)
        {
            sum += labelled.Weight(row) * CrossEntropy.Loss<T>(At(setting, row), labelled.Label(row));
            weight += labelled.Weight(row);
        }

        return sum / weight;
    }

    private double BalancedAccuracy(int setting, FeatureRows<T> labelled)
    {
        var counts = new ConfusionCounts(classes);
        for (int row = 0; row < rows; row++)
        {
            counts.Add(labelled.Label(row), ConfusionCounts.Largest<T>(At(setting, row)));
        }

        return counts.BalancedAccuracy;
    }
}
