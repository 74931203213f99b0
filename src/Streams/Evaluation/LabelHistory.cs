namespace AdaptiveML.Streams;

/// <summary>The labels of a sequence as far as they are known: what plain methods predict by.</summary>
/// <param name="size">Labels that are remembered: a season and the labels that may be missing.</param>
internal sealed class LabelHistory(int size)
{
    private readonly double[] _labels = new double[size];
    private long _came;
    private long _told;

    /// <summary>The last label known; NaN for none.</summary>
    public double Last { get; private set; } = double.NaN;

    /// <summary>The label at the place of the next row in the last season known; NaN for none.</summary>
    /// <param name="period">Rows of a season, at least 1.</param>
    public double SeasonAgo(int period)
    {
        long before = _came - period;
        while (before >= _told)
        {
            before -= period;
        }

        return before < 0 ? double.NaN : _labels[before % size];
    }

    /// <summary>A row comes.</summary>
    public void Come() => _came++;

    /// <summary>The label of the oldest row whose label was not told; NaN where it turns out not to be known.</summary>
    public void Tell(double label)
    {
        _labels[_told % size] = label;
        _told++;
        Last = double.IsFinite(label) ? label : Last;
    }
}
