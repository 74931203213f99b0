namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>What the drift score keeps of a sequence: its last rows, runs of equal values, usual departures of its columns, and the smoothed ones.</summary>
internal readonly ref struct DriftTrack
{
    private const int Scalars = 3, RowsOfColumns = ColumnBlock.Lags + 4;

    private readonly Span<double> _values;

    /// <param name="values">As many as <see cref="Size"/>; a new sequence begins with zeros.</param>
    public DriftTrack(Span<double> values)
    {
        _values = values;
        int columns = (values.Length - Scalars) / RowsOfColumns;
        var rows = values[Scalars..];
        Past = rows[..(ColumnBlock.Lags * columns)];
        Last = rows.Slice(ColumnBlock.Lags * columns, columns);
        Runs = rows.Slice((ColumnBlock.Lags + 1) * columns, columns);
        UsualLevel = rows.Slice((ColumnBlock.Lags + 2) * columns, columns);
        UsualStep = rows[^columns..];
    }

    /// <summary>Number of rows so far.</summary>
    public ref double Count => ref _values[0];

    /// <summary>Smoothed departure of the level.</summary>
    public ref double Level => ref _values[1];

    /// <summary>Smoothed departure of the step.</summary>
    public ref double Step => ref _values[2];

    /// <summary>The rows before, the last first.</summary>
    public Span<double> Past { get; }

    /// <summary>The last known value of each column.</summary>
    public Span<double> Last { get; }

    /// <summary>How often each column's last known value came again.</summary>
    public Span<double> Runs { get; }

    /// <summary>Running means of the columns' departures in level.</summary>
    public Span<double> UsualLevel { get; }

    /// <summary>Running means of the columns' departures in step.</summary>
    public Span<double> UsualStep { get; }

    /// <summary>Elements of a track.</summary>
    public static int Size(int columns) => checked(Scalars + (RowsOfColumns * columns));

    /// <summary>Counts how often each column's value has come again; a missing value neither ends a run nor makes it longer.</summary>
    /// <param name="row">NaN where not known.</param>
    public void CountRepeats(ReadOnlySpan<double> row)
    {
        if (Count == 0)
        {
            Last.Fill(double.NaN);
        }

        for (int i = 0; i < row.Length; i++)
        {
            if (!double.IsNaN(row[i]))
            {
                Runs[i] = row[i] == Last[i] ? Runs[i] + 1 : 0;
                Last[i] = row[i];
            }
        }
    }

    /// <summary>The longest run, as a share of the longest of its column in the fit and one more.</summary>
    public double Repeats(ReadOnlySpan<double> longest)
    {
        double repeats = 0;
        for (int i = 0; i < Runs.Length; i++)
        {
            repeats = Math.Max(repeats, Runs[i] / (longest[i] + 1));
        }

        return repeats;
    }

    /// <summary>Puts the values of the row before in place of missing ones; before the first row of a sequence there was one like it.</summary>
    public void FillIn(Span<double> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = double.IsNaN(row[i]) ? Past[i] : row[i];
        }

        for (int lag = 0; lag < ColumnBlock.Lags && Count == 0; lag++)
        {
            row.CopyTo(Past[(lag * row.Length)..]);
        }
    }

    /// <summary>Goes on to the next row.</summary>
    /// <param name="row">The row, with nothing missing.</param>
    public void Push(ReadOnlySpan<double> row)
    {
        Past[..^row.Length].CopyTo(Past[row.Length..]);
        row.CopyTo(Past);
        Count++;
    }
}
