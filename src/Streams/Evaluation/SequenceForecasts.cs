namespace AdaptiveML.Streams;

/// <summary>
/// Holds the forecasts of a sequence against its rows to come: each is kept with the last values and those of a season ago as they were known when it was made,
/// and judged when its rows come.
/// </summary>
internal sealed class SequenceForecasts
{
    private readonly int _series;
    private readonly int _horizon;
    private readonly int _period;
    private readonly double[] _values;
    private readonly double[] _last;
    private readonly double[] _kept;
    private long _rows;

    /// <param name="series">Number of series.</param>
    /// <param name="horizon">Steps of a forecast.</param>
    /// <param name="period">Rows of a season; 0 for none.</param>
    public SequenceForecasts(int series, int horizon, int period)
    {
        (_series, _horizon, _period) = (series, horizon, period);
        _values = new double[Math.Max(period, 1) * series];
        _last = new double[series];
        _last.AsSpan().Fill(double.NaN);
        _kept = new double[horizon * Width];
    }

    /// <summary>Judges what was said of a row that has come.</summary>
    /// <param name="values">Its values; NaN where one is not known: it judges nothing.</param>
    /// <param name="judged">Receives the judged forecasts, of the nearest step first; must have room for a forecast's elements.</param>
    /// <returns>How many they are.</returns>
    public int Judge(ReadOnlySpan<float> values, Span<JudgedForecast> judged)
    {
        int count = 0;
        for (int step = 0; step < Math.Min(_horizon, _rows); step++)
        {
            var kept = Kept(_rows - 1 - step);
            for (int c = 0; c < _series; c++)
            {
                int at = 5 * ((step * _series) + c);
                if (float.IsFinite(values[c]) && double.IsFinite(kept[at]))
                {
                    judged[count++] = new(step, c, kept[at], kept[at + 1], kept[at + 2], kept[at + 3], kept[at + 4], values[c]);
                }
            }
        }

        return count;
    }

    /// <summary>Takes a row's values in, and keeps what is forecast at it.</summary>
    /// <param name="values">The values; NaN where one is not known.</param>
    /// <param name="forecast">For each step the value of each series.</param>
    /// <param name="lower">The lower bounds, as many; or none.</param>
    /// <param name="upper">The upper bounds.</param>
    public void Keep(ReadOnlySpan<float> values, ReadOnlySpan<float> forecast, ReadOnlySpan<float> lower, ReadOnlySpan<float> upper)
    {
        for (int c = 0; c < _series; c++)
        {
            _last[c] = float.IsFinite(values[c]) ? values[c] : _last[c];
            Values(_rows)[c] = values[c];
        }

        var kept = Kept(_rows);
        for (int step = 0; step < _horizon; step++)
        {
            for (int c = 0; c < _series; c++)
            {
                int output = (step * _series) + c;
                var place = kept.Slice(5 * output, 5);
                place[0] = forecast[output];
                place[1] = lower.IsEmpty ? double.NaN : lower[output];
                place[2] = upper.IsEmpty ? double.NaN : upper[output];
                place[3] = _last[c];
                place[4] = SeasonAgo(step + 1, c);
            }
        }

        _rows++;
    }

    private int Width => 5 * _horizon * _series;

    private double SeasonAgo(int ahead, int series)
    {
        long before = _period == 0 ? -1 : _rows + ahead - ((ahead + _period - 1) / _period * _period);
        return before < 0 ? double.NaN : Values(before)[series];
    }

    private Span<double> Values(long row) => _values.AsSpan((int)(row % Math.Max(_period, 1)) * _series, _series);

    private Span<double> Kept(long row) => _kept.AsSpan((int)(row % _horizon) * Width, Width);
}
