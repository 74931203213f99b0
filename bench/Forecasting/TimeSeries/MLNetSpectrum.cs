using Microsoft.ML;
using Microsoft.ML.Transforms.TimeSeries;

namespace AdaptiveML.Benchmarks.Forecasting;

/// <summary>
/// ML.NET's ForecastBySsa, one model a series: fitted at the end of the warm-up, and again every so many rows to the last rows. The rank is ML.NET's choice.
/// </summary>
/// <param name="series">Number of series.</param>
/// <param name="horizon">Rows to forecast.</param>
/// <param name="window">Length of a column of the trajectory matrix.</param>
/// <param name="fittedRows">Rows that a fit sees, more than twice the window.</param>
/// <param name="warmUp">Rows before the first fit, at least <paramref name="fittedRows"/>.</param>
/// <param name="refitEvery">Rows between two fits, or null for one fit.</param>
internal sealed class MLNetSpectrum(int series, int horizon, int window, int fittedRows, int warmUp, int? refitEvery) : IForecaster
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly List<Value>[] _past = [.. Enumerable.Range(0, series).Select(_ => new List<Value>())];
    private readonly TimeSeriesPredictionEngine<Value, Forecast>?[] _engines = new TimeSeriesPredictionEngine<Value, Forecast>?[series];

    public void Step(ReadOnlySpan<double> values, Span<double> forecast)
    {
        for (int c = 0; c < series; c++)
        {
            var value = new Value { Now = (float)values[c] };
            _past[c].Add(value);
            float[]? ahead = Ahead(c, value);
            for (int h = 0; h < horizon; h++)
            {
                forecast[(h * series) + c] = ahead?[h] ?? values[c];
            }
        }
    }

    /// <summary>What a series' model says after its last value, or null while there is none.</summary>
    private float[]? Ahead(int c, Value value)
    {
        int beyond = _past[c].Count - warmUp;
        if (beyond == 0 || (beyond > 0 && refitEvery is { } every && beyond % every == 0))
        {
            _engines[c]?.Dispose();
            _engines[c] = Fit(_past[c].TakeLast(fittedRows));
            return _engines[c]!.Predict(horizon: null).Ahead;
        }

        return _engines[c]?.Predict(value, horizon: null).Ahead;
    }

    private TimeSeriesPredictionEngine<Value, Forecast> Fit(IEnumerable<Value> rows) =>
        _mlContext.Forecasting.ForecastBySsa(
            outputColumnName: nameof(Forecast.Ahead),
            inputColumnName: nameof(Value.Now),
            windowSize: window,
            seriesLength: fittedRows,
            trainSize: fittedRows,
            horizon: horizon)
            .Fit(_mlContext.Data.LoadFromEnumerable(rows))
            .CreateTimeSeriesEngine<Value, Forecast>(_mlContext);

    private sealed class Value
    {
        public float Now { get; set; }
    }

    private sealed class Forecast
    {
        public float[] Ahead { get; set; } = [];
    }
}
