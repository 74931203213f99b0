using AdaptiveML.Contract;
using Microsoft.ML;

namespace AdaptiveML.Estimators.Tests.Continual;

[TestClass]
public sealed class IntegerDataContinualContractTests : ClassificationContract<int, ClassOutput>
{
    protected override bool OpensClasses => true;

    protected override string[] Classes => ["0", "70", "-7"];

    protected override string ValueType => "Int32";

    protected override int Unseen => 1;

    protected override int Label(int third) => (third - 1) * (third == 0 ? 7 : 70);
    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) =>
        context.MulticlassClassification.Trainers.DataContinual(projectionSize: 12);
}
