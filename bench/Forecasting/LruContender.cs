using AdaptiveML.Learners.LruForecasting;

namespace AdaptiveML.Benchmarks.Forecasting;

/// <summary>The LRU forecaster with its defaults, and the bounds of its intervals.</summary>
internal sealed class LruContender(int series, LruForecasterOptions options) : IForecaster
{
    private readonly LruForecaster<double> _learner = new(series, 0, options);
    private readonly double[] _prediction = new double[new LruForecaster<double>(series, 0, options).OutputSize];

    /// <summary>Lower bounds of the last forecast.</summary>
    public ReadOnlySpan<double> Lower => _prediction.AsSpan(series * options.Horizon, series * options.Horizon);

    /// <summary>Upper bounds of the last forecast.</summary>
    public ReadOnlySpan<double> Upper => _prediction.AsSpan(2 * series * options.Horizon, series * options.Horizon);

    public void Step(ReadOnlySpan<double> values, Span<double> forecast)
    {
        _learner.Learn(values, [], _prediction);
        _prediction.AsSpan(0, forecast.Length).CopyTo(forecast);
    }
}
