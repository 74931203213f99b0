using AdaptiveML.Contract;
using AdaptiveML.Learners.Recurrent;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Recurrent;

[TestClass]
public sealed class GroupedBpLambdaContractTests : GroupedRegressionContract<RegressionOutput>
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) => context.Regression.Trainers.BpLambda(
        new BpLambdaOptions
        {
            GroupColumnName = "Group",
            Cell = RecurrentCell.Lstm,
            HiddenUnits = 6,
            LearningRate = 0.01,
            MaximumSequences = 1024,
            Training = new() { MaximumPasses = 5 },
        });
}
