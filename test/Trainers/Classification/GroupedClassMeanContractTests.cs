using AdaptiveML.Contract;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Classification;

[TestClass]
public sealed class GroupedClassMeanContractTests : GroupedClassificationContract<string, ClassOutput>
{
    protected override string[] Classes => ["mid", "high", "low"];

    protected override string ValueType => "String";

    protected override string Unseen => "none of them";

    protected override string Label(int third) => third switch { 0 => "low", 1 => "mid", _ => "high" };

    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) => new LeakyClassMeanTrainer();
}
