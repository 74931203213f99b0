using AdaptiveML.Contract;
using Microsoft.ML;

namespace AdaptiveML.Estimators.Tests.Comodulation;

[TestClass]
public sealed class ComodulationTextContractTests : TextClassificationContract<ClassOutput>
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) =>
        context.MulticlassClassification.Trainers.Comodulation(ContractOptions.OfGroups);
}
