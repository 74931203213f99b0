namespace AdaptiveML.Benchmarks.Forecasting;

/// <summary>A forecaster of which fewer rows are asked than it forecasts.</summary>
internal sealed class Shortened(IForecaster inner, int series, int horizon) : IForecaster
{
    private readonly double[] _forecast = new double[series * horizon];

    /// <summary>All of the last forecast.</summary>
    public ReadOnlySpan<double> Last => _forecast;

    public void Step(ReadOnlySpan<double> values, Span<double> forecast)
    {
        inner.Step(values, _forecast);
        _forecast.AsSpan(0, forecast.Length).CopyTo(forecast);
    }
}
