using AdaptiveML.Contract;
using Microsoft.ML;

namespace AdaptiveML.Estimators.Tests.Comodulation;

[TestClass]
public sealed class ComodulationKeyedContractTests : TextClassificationContract<ClassOutput>
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) =>
        context.MulticlassClassification.Trainers.Comodulation(ContractOptions.OfGroups);

    /// <summary>The keys are numbered anew for each view, so that nothing but their values holds.</summary>
    protected override IDataView Prepare(IDataView rows) => Context.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
}
