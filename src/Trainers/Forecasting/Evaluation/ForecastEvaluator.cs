using AdaptiveML.Streams;

namespace AdaptiveML.Trainers;

/// <summary>Holds the forecasts of rows against the rows behind them, sequence by sequence.</summary>
internal sealed class ForecastEvaluator
{
    private readonly int _series;
    private readonly int _horizon;
    private readonly int _period;
    private readonly ForecastSums _sums;

    /// <summary>Makes an evaluator.</summary>
    /// <param name="series">Number of series.</param>
    /// <param name="horizon">Steps of a forecast.</param>
    /// <param name="level">Share of the targets that the intervals are to cover.</param>
    /// <param name="period">Rows of a season; 0 for none.</param>
    public ForecastEvaluator(int series, int horizon, double level, int period) =>
        (_series, _horizon, _period, _sums) = (series, horizon, period, new(horizon, series, level));

    /// <summary>What the sequences added so far come to.</summary>
    public ForecastingMetrics Metrics => new(_sums.Overall, _sums.Steps, _sums.Series);

    /// <summary>Takes a sequence in.</summary>
    /// <param name="rows">Its rows in order: the values of the series, then the forecasts, step by step.</param>
    /// <param name="bounds">The bounds of each row; no elements where there are none.</param>
    public void Add(IReadOnlyList<float[]> rows, IReadOnlyList<(float[] Lower, float[] Upper)> bounds)
    {
        var sequence = new SequenceForecasts(_series, _horizon, _period);
        var judged = new JudgedForecast[_series * _horizon];
        for (int row = 0; row < rows.Count; row++)
        {
            var values = rows[row].AsSpan(0, _series);
            foreach (var forecast in judged.AsSpan(0, sequence.Judge(values, judged)))
            {
                _sums.Add(forecast, 1);
            }

            sequence.Keep(
                values, rows[row].AsSpan(_series), bounds.Count == 0 ? [] : bounds[row].Lower, bounds.Count == 0 ? [] : bounds[row].Upper);
        }
    }
}
