using AdaptiveML.Contract;
using Microsoft.ML;

namespace AdaptiveML.Transforms.Tests.Ttt;

[TestClass]
public sealed class TttWindowContractTests : FeaturizerContract<ContractWindowFeatures>
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) =>
        context.Transforms.FeaturizeSequenceByTtt(
            ContractOptions.OfStream with { OutputColumnName = "Context", InputColumnName = "Features", SequenceLength = 3 });
}
