namespace AdaptiveML.Benchmarks.Ttt.Faults;

/// <summary>What the drift score is compared with: an exponential average over some ten rows of what a plain statistic says of each.</summary>
internal abstract class PlainMonitor : IMonitor
{
    private const double Rate = 0.1;

    private double[] _mean = [];
    private double[] _deviation = [];
    private double _average;
    private int _rows;

    /// <inheritdoc/>
    public void Fit(float[][] rows)
    {
        _mean = [.. Enumerable.Range(0, rows[0].Length).Select(i => rows.Average(row => row[i]))];
        _deviation = [.. _mean.Select((mean, i) => Math.Max(Math.Sqrt(rows.Average(row => (row[i] - mean) * (row[i] - mean))), 1e-9))];
        Learn(Array.ConvertAll(rows, Scale));
    }

    /// <inheritdoc/>
    public void Begin()
    {
        (_average, _rows) = (0, 0);
        Forget();
    }

    /// <inheritdoc/>
    public double Next(float[] row)
    {
        _average += Math.Max(Rate, 1.0 / ++_rows) * (Measure(Scale(row)) - _average);
        return _average;
    }

    /// <inheritdoc/>
    public virtual IMonitor Copy() => (IMonitor)MemberwiseClone();

    protected abstract void Learn(double[][] rows);

    protected abstract double Measure(double[] row);

    protected virtual void Forget()
    {
    }

    private double[] Scale(float[] row) => [.. row.Select((value, i) => (value - _mean[i]) / _deviation[i])];
}
