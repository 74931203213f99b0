using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Online;

namespace AdaptiveML.Benchmarks.Forecasting;

/// <summary>The LRU forecaster with its defaults, and the bounds of its intervals.</summary>
internal sealed class LruContender(int series, LruForecasterOptions options) : IForecaster
{
    private readonly LruForecaster<double> _learner = new(series, 0, options);
    private readonly double[] _prediction = new double[new LruForecaster<double>(series, 0, options).OutputSize];

    /// <summary>Lower bounds of the last forecast.</summary>
    public ReadOnlySpan<double> Lower => _learner.Output[PredictionNames.LowerBound].In<double>(_prediction);

    /// <summary>Upper bounds of the last forecast.</summary>
    public ReadOnlySpan<double> Upper => _learner.Output[PredictionNames.UpperBound].In<double>(_prediction);

    public void Step(ReadOnlySpan<double> values, Span<double> forecast)
    {
        _learner.Learn(values, [], _prediction);
        _learner.Output[PredictionNames.Score].In<double>(_prediction).CopyTo(forecast);
    }
}
