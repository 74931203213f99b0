namespace AdaptiveML.Learners.Continual;

/// <summary>
/// A task's usable rows in the learner's units, in double, each padded with zeros to whole tiles. Whoever learns them is cancelled at the next row.
/// </summary>
/// <param name="length">Elements in a row, padding included.</param>
/// <param name="cancellation">Ends the learning.</param>
internal sealed class ScaledTask(int length, CancellationToken cancellation = default)
{
    private readonly List<double[]> _inputs = [];
    private readonly List<int> _labels = [];
    private readonly List<double> _weights = [];

    /// <summary>Number of rows.</summary>
    public int Count => _inputs.Count;

    /// <summary>Elements in a row, padding included.</summary>
    public int Length => length;

    /// <summary>Ends the learning; is looked at with every input.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>A row's input.</summary>
    /// <exception cref="OperationCanceledException">The learning was cancelled.</exception>
    public ReadOnlySpan<double> Input(int row)
    {
        cancellation.ThrowIfCancellationRequested();
        return _inputs[row];
    }

    /// <summary>A row's class.</summary>
    public int Label(int row) => _labels[row];

    /// <summary>How much a row counts.</summary>
    public double Weight(int row) => _weights[row];

    /// <summary>The classes that there are, ascending.</summary>
    public int[] Classes => [.. _labels.Distinct().Order()];

    /// <summary>Appends a row.</summary>
    public void Add(ReadOnlySpan<double> input, int label, double weight)
    {
        double[] padded = new double[length];
        input.CopyTo(padded);
        _inputs.Add(padded);
        _labels.Add(label);
        _weights.Add(weight);
    }

    /// <summary>The rows in another order, or some of them.</summary>
    public ScaledTask Take(IEnumerable<int> rows)
    {
        var taken = new ScaledTask(length, cancellation);
        foreach (int row in rows)
        {
            taken.Add(Input(row), Label(row), Weight(row));
        }

        return taken;
    }
}
