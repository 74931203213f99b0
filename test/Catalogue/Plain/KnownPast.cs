namespace AdaptiveML.PlantYear;

/// <summary>A group's values up to now, the last known one in the place of each that is missing.</summary>
internal sealed class KnownPast
{
    private readonly List<double> _values = [];

    /// <summary>The first value that was known; NaN before.</summary>
    public double First { get; private set; } = double.NaN;

    /// <summary>Rows so far.</summary>
    public int Count => _values.Count;

    /// <summary>The value known last; NaN before the first.</summary>
    public double Last => At(Count - 1);

    /// <summary>The value of a row; NaN where there is none.</summary>
    public double At(int row) => row >= 0 && row < Count ? _values[row] : double.NaN;

    /// <summary>Appends a value; NaN where not known.</summary>
    public void Add(double value)
    {
        First = double.IsNaN(First) ? value : First;
        _values.Add(double.IsNaN(value) ? Last : value);
    }
}
