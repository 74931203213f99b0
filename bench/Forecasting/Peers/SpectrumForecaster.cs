namespace AdaptiveML.Benchmarks.Forecasting;

/// <summary>Singular spectrum analysis of each series: fitted at the end of the warm-up, and again every so many rows to the last rows.</summary>
/// <param name="series">Number of series.</param>
/// <param name="horizon">Rows to forecast.</param>
/// <param name="window">Length of a column of the trajectory matrix.</param>
/// <param name="rank">Singular vectors that are signal.</param>
/// <param name="fittedRows">Rows that a fit sees.</param>
/// <param name="warmUp">Rows before the first fit.</param>
/// <param name="refitEvery">Rows between two fits, or null for one fit.</param>
internal sealed class SpectrumForecaster(int series, int horizon, int window, int rank, int fittedRows, int warmUp, int? refitEvery) : IForecaster
{
    private readonly List<double>[] _past = [.. Enumerable.Range(0, series).Select(_ => new List<double>())];
    private readonly SingularSpectrum?[] _models = new SingularSpectrum?[series];
    private readonly double[] _forecast = new double[horizon];

    public void Step(ReadOnlySpan<double> values, Span<double> forecast)
    {
        for (int c = 0; c < series; c++)
        {
            _past[c].Add(values[c]);
            var past = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_past[c]);
            int beyond = past.Length - warmUp;
            if (beyond == 0 || (beyond > 0 && refitEvery is { } every && beyond % every == 0))
            {
                _models[c] = new(past[Math.Max(0, past.Length - fittedRows)..], window, rank);
            }

            _forecast.AsSpan().Fill(values[c]);
            _models[c]?.Forecast(past, _forecast);
            for (int h = 0; h < horizon; h++)
            {
                forecast[(h * series) + c] = _forecast[h];
            }
        }
    }
}
