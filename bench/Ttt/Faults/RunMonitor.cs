namespace AdaptiveML.Benchmarks.Ttt.Faults;

/// <summary>The longest run of equal values of a column, as a share of its longest in the fit.</summary>
internal sealed class RunMonitor : IMonitor
{
    private int[] _longest = [];
    private int[] _runs = [];
    private float[]? _last;

    /// <inheritdoc/>
    public void Fit(float[][] rows)
    {
        _longest = new int[rows[0].Length];
        Begin();
        foreach (float[] row in rows)
        {
            Count(row);
            _longest = [.. _longest.Zip(_runs, Math.Max)];
        }
    }

    /// <inheritdoc/>
    public void Begin() => (_runs, _last) = (new int[_longest.Length], null);

    /// <inheritdoc/>
    public double Next(float[] row)
    {
        Count(row);
        return _runs.Zip(_longest, (run, longest) => run / (longest + 1.0)).Max();
    }

    /// <inheritdoc/>
    public IMonitor Copy() => (IMonitor)MemberwiseClone();

    private void Count(float[] row)
    {
        _runs = [.. _runs.Select((run, i) => _last is { } last && last[i] == row[i] ? run + 1 : 0)];
        _last = row;
    }
}
