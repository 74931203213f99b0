using AdaptiveML.Contract;
using Microsoft.ML;

namespace AdaptiveML.Transforms.Tests.Ttt;

[TestClass]
public sealed class TttLabelContractTests : EstimatorContract<float, ContractLabelFeatures>
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) =>
        context.Transforms.FeaturizeSequenceByTtt(
            ContractOptions.Small with
            {
                OutputColumnName = "Context",
                InputColumnName = "Features",
                LabelColumnName = "Label",
                PredictionColumnName = "Estimate",
            });

    protected override float Label(float signal) => 20 + (3 * signal);
}
