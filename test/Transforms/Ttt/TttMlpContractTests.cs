using AdaptiveML.Contract;
using AdaptiveML.Learners;
using Microsoft.ML;

namespace AdaptiveML.Transforms.Tests.Ttt;

[TestClass]
public sealed class TttMlpContractTests : FeaturizerContract<ContractFeatures>
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) => context.Transforms.FeaturizeSequenceByTtt("Context", "Features", ContractOptions.OfStream with { InnerModel = InnerModelKind.Mlp });
}
