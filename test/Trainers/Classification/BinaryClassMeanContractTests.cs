using AdaptiveML.Contract;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Classification;

[TestClass]
public sealed class BinaryClassMeanContractTests : BinaryContract<bool, BinaryOutput>
{
    protected override bool Label(bool isTrue) => isTrue;

    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) => new ClassMeanTrainer(isBinary: true);
}
