using AdaptiveML.Contract;
using Microsoft.ML;

namespace AdaptiveML.Estimators.Tests.Continual;

[TestClass]
public sealed class TextDataContinualContractTests : TextClassificationContract<ClassOutput>
{
    protected override bool OpensClasses => true;

    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) =>
        context.MulticlassClassification.Trainers.DataContinual(projectionSize: 12);
}
