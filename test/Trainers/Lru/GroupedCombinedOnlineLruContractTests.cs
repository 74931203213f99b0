using AdaptiveML.Contract;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Lru;

[TestClass]
public sealed class GroupedCombinedOnlineLruContractTests : GroupedRegressionContract<RegressionOutput>
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) => context.Regression.Trainers.OnlineLru(
        "Label",
        "Features",
        new() { GroupColumnName = "Group", Combined = new() { Unit = new() { StateSize = 4 } } });
}
