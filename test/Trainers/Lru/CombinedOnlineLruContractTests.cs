using AdaptiveML.Contract;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Lru;

[TestClass]
public sealed class CombinedOnlineLruContractTests : RegressionContract<IntervalOutput>
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) => context.Regression.Trainers.OnlineLru(new OnlineLruOptions
    {
        Combined = new() { Unit = new() { StateSize = 4 } },
        ConfidenceLowerBoundColumnName = "Low",
        ConfidenceUpperBoundColumnName = "High",
        AlarmColumnName = "Alarm",
        AlarmReasonColumnName = "Reason",
        ExpertWeightsColumnName = "Weights",
    });
}
