using AdaptiveML.Contract;
using Microsoft.ML;

namespace AdaptiveML.Estimators.Tests.Comodulation;

[TestClass]
public sealed class ComodulationSingleBinaryContractTests : SingleBinaryContract<BinaryOutput>
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) =>
        context.BinaryClassification.Trainers.Comodulation(ContractOptions.OfGroups);
}
