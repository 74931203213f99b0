using AdaptiveML.Contract;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Classification;

[TestClass]
public sealed class SingleBinaryClassMeanContractTests : SingleBinaryContract<BinaryOutput>
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) => new ClassMeanTrainer(isBinary: true);
}
