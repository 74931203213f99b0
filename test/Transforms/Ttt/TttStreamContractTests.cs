using AdaptiveML.Contract;
using Microsoft.ML;

namespace AdaptiveML.Transforms.Tests.Ttt;

[TestClass]
public sealed class TttStreamContractTests : FeaturizerContract<ContractFeatures>
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) =>
        context.Transforms.FeaturizeSequenceByTtt(ContractOptions.OfStream with { OutputColumnName = "Context", InputColumnName = "Features" });
}
