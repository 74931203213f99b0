using AdaptiveML.Contract;
using AdaptiveML.Learners.TestTimeTraining;
using Microsoft.ML;

namespace AdaptiveML.Transforms.Tests.Ttt;

[TestClass]
public sealed class TttPublishedContractTests : FeaturizerContract<ContractPublishedFeatures>
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) => context.Transforms.FeaturizeSequenceByTtt(
        ContractOptions.Small with
        {
            OutputColumnName = "Context",
            InputColumnName = "Features",
            InnerModel = TttInnerModel.Mlp,
            Featurizer = new() { Form = TttForm.Published },
        });
}
