using AdaptiveML.Contract;
using Microsoft.ML;

namespace AdaptiveML.Estimators.Tests.Continual;

[TestClass]
public sealed class KeyedDataContinualContractTests : TextClassificationContract<ClassOutput>
{
    protected override bool OpensClasses => true;

    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) =>
        context.MulticlassClassification.Trainers.DataContinual(projectionSize: 12);

    /// <summary>The keys are numbered anew for each view, so that nothing but their values holds.</summary>
    protected override IDataView Prepare(IDataView rows) => Context.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
}
