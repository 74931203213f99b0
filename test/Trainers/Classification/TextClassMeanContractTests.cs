using AdaptiveML.Contract;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Classification;

[TestClass]
public sealed class TextClassMeanContractTests : TextClassificationContract<ClassOutput>
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) => new ClassMeanTrainer();
}
