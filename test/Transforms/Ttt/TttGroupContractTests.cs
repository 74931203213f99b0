using AdaptiveML.Contract;
using Microsoft.ML;

namespace AdaptiveML.Transforms.Tests.Ttt;

[TestClass]
public sealed class TttGroupContractTests : GroupedFeaturizerContract<ContractFeatures>
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) =>
        context.Transforms.FeaturizeSequenceByTtt("Context", "Features", ContractOptions.OfStream with { GroupColumnName = "Group" });
}
