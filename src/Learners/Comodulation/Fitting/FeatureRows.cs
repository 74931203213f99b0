using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>The labelled rows of a task as the base sees them at the modulated layer, which does not change while the task is learnt.</summary>
internal sealed class FeatureRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<T[]> _features = [];
    private readonly List<int> _labels = [];
    private readonly List<double> _weights = [];

    /// <summary>Takes rows in.</summary>
    /// <param name="parts">The base.</param>
    /// <param name="memory">Its memory.</param>
    /// <param name="rows">The rows; a target is the index of a class, or NaN where it is not known, and such rows, and those of weight 0, are left out.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="balances">Whether the classes are to weigh alike.</param>
    /// <exception cref="ArgumentException">A row has an input that is not finite, an invalid weight, or a target that is no class.</exception>
    public FeatureRows(BaseParts<T> parts, LearnerMemory memory, TrainingRows<T> rows, int classes, bool balances)
    {
        Classes = classes;
        for (int row = 0; row < rows.Count; row++)
        {
            if (TargetClass.Read(rows, row, classes) is { } label)
            {
                if (!parts.Encode(memory, rows.Input(row)))
                {
                    throw new ArgumentException($"Row {row} has an input that is missing, infinite or too large.", nameof(rows));
                }

                _features.Add(parts.Network.Features.ToArray());
                _labels.Add(label);
                _weights.Add(rows.Context(row).Weight);
            }
        }

        Weigh(balances);
    }

    /// <summary>Takes in rows of a primary task.</summary>
    public FeatureRows(BaseParts<T> parts, LearnerMemory memory, PrimaryRows<T> rows, int[] chosen, int classes, bool balances)
    {
        Classes = classes;
        foreach (int row in chosen)
        {
            rows.Load(parts.Network, row);
            parts.Network.Below(memory.State);
            _features.Add(parts.Network.Features.ToArray());
            _labels.Add(rows.Label(row));
            _weights.Add(1);
        }

        Weigh(balances);
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Rows of each class.</summary>
    public int[] Counts { get; private set; } = [];

    /// <summary>Number of rows.</summary>
    public int Count => _labels.Count;

    /// <summary>The class of a row.</summary>
    public int Label(int row) => _labels[row];

    /// <summary>How much a row counts.</summary>
    public double Weight(int row) => _weights[row];

    /// <summary>Puts a row into a network.</summary>
    public void Load(ModulatedNetwork<T> network, int row) => _features[row].CopyTo(network.Features);

    /// <summary>The features of some rows, one after the other, and their classes.</summary>
    public (T[] Features, int[] Labels) Gather(ReadOnlySpan<int> chosen)
    {
        List<T> features = [];
        List<int> labels = [];
        foreach (int row in chosen)
        {
            features.AddRange(_features[row]);
            labels.Add(_labels[row]);
        }

        return ([.. features], [.. labels]);
    }

    private void Weigh(bool balances)
    {
        Counts = [.. Enumerable.Range(0, Classes).Select(k => _labels.Count(label => label == k))];
        if (balances)
        {
            double[] sums = [.. Enumerable.Range(0, Classes).Select(k => _weights.Where((_, i) => _labels[i] == k).Sum())];
            double total = sums.Sum(), present = sums.Count(sum => sum > 0);
            for (int i = 0; i < _weights.Count; i++)
            {
                _weights[i] *= total / (present * sums[_labels[i]]);
            }
        }
    }
}
