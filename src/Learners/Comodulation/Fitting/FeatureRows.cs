using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>The labelled rows of a task, and what the base makes of them at the modulated layer, which does not change while the task is learnt.</summary>
internal sealed class FeatureRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<T[]> _inputs = [];
    private readonly List<T[]> _features = [];
    private readonly List<int> _labels = [];
    private readonly List<double> _weights = [];

    /// <summary>Takes rows in.</summary>
    /// <param name="parts">The base.</param>
    /// <param name="memory">Its memory.</param>
    /// <param name="rows">The rows; a target is the index of a class, or NaN where it is not known, and such rows, those of weight 0, and those with an input
    /// that is missing, infinite or too large are left out.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="balances">Whether the classes are to weigh alike.</param>
    /// <exception cref="ArgumentException">A row has an invalid weight, or a target that is no class.</exception>
    public FeatureRows(BaseParts<T> parts, LearnerMemory memory, TrainingRows<T> rows, int classes, bool balances)
    {
        Classes = classes;
        for (int row = 0; row < rows.Count; row++)
        {
            if (TargetClass.Read(rows, row, classes) is { } label)
            {
                if (!parts.Encode(memory, rows.Input(row), isLearnt: true))
                {
                    LeftOut++;
                    continue;
                }

                Add(parts.Network, label, rows.Context(row).Weight);
            }
        }

        Weigh(balances ? Count : null);
    }

    /// <summary>Takes in rows of a primary task; the first of them alone say what a class weighs.</summary>
    public FeatureRows(BaseParts<T> parts, LearnerMemory memory, PrimaryRows<T> rows, int[] chosen, int classes, int? balanced)
    {
        Classes = classes;
        foreach (int row in chosen)
        {
            rows.Load(parts.Network, row);
            parts.Network.Below(memory.State);
            Add(parts.Network, rows.Label(row), rows.Weight(row));
        }

        Weigh(balanced);
    }

    /// <summary>Ends the learning; is looked at with every row.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Rows of each class.</summary>
    public int[] Counts { get; private set; } = [];

    /// <summary>Number of rows.</summary>
    public int Count => _labels.Count;

    /// <summary>Labelled rows that were left out, since an input is missing, infinite or too large.</summary>
    public int LeftOut { get; private set; }

    /// <summary>
    /// As how many rows of equal weight their mean loss is to be trusted: (Σ w)² / Σ w² (L. Kish, *Survey Sampling*, 1965). Nine rows of a rare class that
    /// weigh half of everything do not tell as much as a hundred rows.
    /// </summary>
    public double EffectiveCount
    {
        get
        {
            double sum = 0, squares = 0;
            foreach (double weight in _weights)
            {
                sum += weight;
                squares += weight * weight;
            }

            return sum * sum / squares;
        }
    }

    /// <summary>The class of a row.</summary>
    public int Label(int row) => _labels[row];

    /// <summary>How much a row counts.</summary>
    public double Weight(int row) => _weights[row];

    /// <summary>A hash of what a row holds.</summary>
    public ulong Content(int row) => HoldOut.Hash<T>(_inputs[row]);

    /// <summary>Puts a row into a network, up to the modulated layer.</summary>
    public void Load(ModulatedNetwork<T> network, int row)
    {
        Cancellation.ThrowIfCancellationRequested();
        _inputs[row].CopyTo(network.Input);
        _features[row].CopyTo(network.Features);
    }

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

    private void Add(ModulatedNetwork<T> network, int label, double weight)
    {
        _inputs.Add(network.Input.ToArray());
        _features.Add(network.Features.ToArray());
        _labels.Add(label);
        _weights.Add(weight);
    }

    private void Weigh(int? balanced)
    {
        Counts = [.. Enumerable.Range(0, Classes).Select(k => _labels.Count(label => label == k))];
        if (balanced is { } count)
        {
            double[] sums = [.. Enumerable.Range(0, Classes).Select(k => _weights.Take(count).Where((_, i) => _labels[i] == k).Sum())];
            double total = sums.Sum(), present = sums.Count(sum => sum > 0);
            for (int i = 0; i < _weights.Count; i++)
            {
                _weights[i] *= sums[_labels[i]] > 0 ? total / (present * sums[_labels[i]]) : 1;
            }
        }
    }
}
