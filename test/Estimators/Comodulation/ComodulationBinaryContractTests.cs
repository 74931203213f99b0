using AdaptiveML.Contract;
using Microsoft.ML;

namespace AdaptiveML.Estimators.Tests.Comodulation;

[TestClass]
public sealed class ComodulationBinaryContractTests : BinaryContract<bool, ContractBinaryOutput>
{
    protected override bool Label(bool isTrue) => isTrue;

    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) =>
        context.BinaryClassification.Trainers.Comodulation(ContractOptions.WithRelevance);

    protected override IEnumerable<(string What, IDataView View)> WrongFeatures(IDataView view) => [.. base.WrongFeatures(view), .. WrongGroups(view)];
}
