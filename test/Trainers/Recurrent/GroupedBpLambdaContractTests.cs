using AdaptiveML.Contract;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Recurrent;

[TestClass]
public sealed class GroupedBpLambdaContractTests : GroupedRegressionContract<RegressionOutput>
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) => context.Regression.Trainers.BpLambda(
        new BpLambdaOptions
        {
            GroupColumnName = "Group",
            Method = RecurrentMethod.BpLambda,
            TraceWindow = 16,
            Truncation = 4,
            Cell = RecurrentCell.Lstm,
            HiddenUnits = 6,
            LearningRate = 0.01,
            MaximumSequences = 1024,
            Windows = new() { WindowRows = 32, MaximumPasses = 5 },
        });
}
