using AdaptiveML.Contract;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Forecasting;

[TestClass]
public sealed class LruForecastingContractTests : ForecastContract<ContractForecast>
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) => context.Forecasting.ForecastByLru(
        new LruForecastingOptions
        {
            OutputColumnName = "Forecast",
            LabelColumnName = "Features",
            ConfidenceLowerBoundColumnName = "Low",
            ConfidenceUpperBoundColumnName = "High",
            Forecaster = new() { Horizon = 2, Periods = [], Unit = new() { StateSize = 4 } },
            AlarmColumnName = "Alarm",
            AlarmReasonColumnName = "Reason",
            ExpertWeightsColumnName = "Weights",
        });
}
