using AdaptiveML.Contract;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Classification;

[TestClass]
public sealed class IntegerClassMeanContractTests : ClassificationContract<int, ClassOutput>
{
    protected override string[] Classes => ["0", "70", "-7"];

    protected override string ValueType => "Int32";

    protected override int Unseen => 1;

    protected override int Label(int third) => (third - 1) * (third == 0 ? 7 : 70);

    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) => new ClassMeanTrainer();
}
