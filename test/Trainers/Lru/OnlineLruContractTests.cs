using AdaptiveML.Contract;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Lru;

[TestClass]
public sealed class OnlineLruContractTests : RegressionContract<RegressionOutput>
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) => context.Regression.Trainers.OnlineLru(
        new OnlineLruOptions { ModelKind = LruModelKind.Unit, Unit = new() { StateSize = 4 }, Training = new() { MaximumPasses = 5 } });
}
