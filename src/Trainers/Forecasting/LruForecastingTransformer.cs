using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Pipeline;

namespace AdaptiveML.Trainers;

/// <summary>Forecasts the next values of the series in a row. Made by <see cref="LruForecastingEstimator"/>.</summary>
public sealed class LruForecastingTransformer : OnlineTransformer
{
    internal LruForecastingTransformer(OnlineModel model)
        : base(model) => Options = Read((LruForecaster<float> learner) => learner.Options);

    /// <summary>Shape and learning rules of the forecaster, with the seasons that the fit found where it was told of none.</summary>
    public LruForecasterOptions Options { get; }

    /// <summary>The forecaster at the model's point in time, the caller's own: to be used without ML.NET.</summary>
    public LruForecaster<float> CreateLearner() => (LruForecaster<float>)Model.CreateLearner();
}
