using AdaptiveML.Contract;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Lru;

[TestClass]
public sealed class GroupedCombinedOnlineLruContractTests : GroupedRegressionContract<RegressionOutput>
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) => context.Regression.Trainers.OnlineLru(
        new OnlineLruOptions { GroupColumnName = "Group", Combined = new() { Unit = new() { StateSize = 4 } } });
}
