using AdaptiveML.Contract;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Forecasting;

[TestClass]
public sealed class LruForecastingContractTests : ForecastContract<ContractForecast>
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) => context.Forecasting.ForecastByLru(
        "Forecast",
        "Features",
        options: new()
        {
            Forecaster = new() { Periods = [], Unit = new() { StateSize = 4 } },
            AlarmColumnName = "Alarm",
            AlarmReasonColumnName = "Reason",
            ExpertWeightsColumnName = "Weights",
        },
        horizon: 2,
        confidenceLowerBoundColumn: "Low",
        confidenceUpperBoundColumn: "High");
}
