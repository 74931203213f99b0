namespace AdaptiveML.Trainers;

/// <summary>Holds the forecasts of rows against the rows behind them, sequence by sequence.</summary>
internal sealed class ForecastEvaluator
{
    private readonly int _series;
    private readonly int _period;
    private readonly ErrorSums _overall;
    private readonly ErrorSums[] _steps;
    private readonly ErrorSums[] _ofSeries;

    /// <summary>Makes an evaluator.</summary>
    /// <param name="series">Number of series.</param>
    /// <param name="horizon">Steps of a forecast.</param>
    /// <param name="level">Share of the targets that the intervals are to cover.</param>
    /// <param name="period">Rows of a season; 0 for none.</param>
    public ForecastEvaluator(int series, int horizon, double level, int period)
    {
        (_series, _period, _overall) = (series, period, new(level));
        _steps = [.. Enumerable.Range(0, horizon).Select(_ => new ErrorSums(level))];
        _ofSeries = [.. Enumerable.Range(0, series).Select(_ => new ErrorSums(level))];
    }

    /// <summary>What the sequences added so far come to.</summary>
    public ForecastingMetrics Metrics => new(_overall.ToErrors(), [.. _steps.Select(sums => sums.ToErrors())], [.. _ofSeries.Select(sums => sums.ToErrors())]);

    /// <summary>Takes a sequence in.</summary>
    /// <param name="rows">Its rows in order: the values of the series, then the forecasts, step by step.</param>
    /// <param name="bounds">The bounds of each row; no elements where there are none.</param>
    public void Add(IReadOnlyList<float[]> rows, IReadOnlyList<(float[] Lower, float[] Upper)> bounds)
    {
        float[] last = new float[_series];
        last.AsSpan().Fill(float.NaN);
        for (int row = 0; row < rows.Count; row++)
        {
            for (int c = 0; c < _series; c++)
            {
                last[c] = float.IsFinite(rows[row][c]) ? rows[row][c] : last[c];
                for (int step = 0; step < _steps.Length && row + 1 + step < rows.Count; step++)
                {
                    int output = (step * _series) + c;
                    Judge(step, c, rows[row + 1 + step][c], new(
                        rows[row][_series + output],
                        bounds.Count == 0 ? double.NaN : bounds[row].Lower[output],
                        bounds.Count == 0 ? double.NaN : bounds[row].Upper[output],
                        last[c],
                        SeasonAgo(rows, row, step + 1, c)));
                }
            }
        }
    }

    private void Judge(int step, int series, double target, in JudgedForecast forecast)
    {
        if (!double.IsFinite(target) || !double.IsFinite(forecast.Value))
        {
            return;
        }

        _overall.Add(forecast, target);
        _steps[step].Add(forecast, target);
        _ofSeries[series].Add(forecast, target);
    }

    private double SeasonAgo(IReadOnlyList<float[]> rows, int row, int ahead, int series)
    {
        int before = _period == 0 ? -1 : row + ahead - ((ahead + _period - 1) / _period * _period);
        return before < 0 ? double.NaN : rows[before][series];
    }
}
