namespace AdaptiveML.Benchmarks.Forecasting;

/// <summary>Forecasts the values of a period ago; with a period of one row, the last values.</summary>
internal sealed class RepeatedValue(int series, int horizon, int period) : IForecaster
{
    private readonly double[] _last = new double[series * period];
    private long _rows;

    public void Step(ReadOnlySpan<double> values, Span<double> forecast)
    {
        values.CopyTo(_last.AsSpan((int)(_rows % period) * series));
        for (int h = 1; h <= horizon; h++)
        {
            long row = _rows + h - (((h + period - 1) / period) * (long)period);
            _last.AsSpan((int)(Math.Max(row, 0) % period) * series, series).CopyTo(forecast[((h - 1) * series)..]);
        }

        _rows++;
    }
}
