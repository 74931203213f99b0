using AdaptiveML.Contract;
using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Recurrent;

[TestClass]
public sealed class BinaryBpLambdaContractTests : BinaryContract<bool, BinaryOutput>
{
    protected override bool Label(bool isTrue) => isTrue;

    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) => context.BinaryClassification.Trainers.BpLambda(
        new BpLambdaOptions
        {
            Method = RecurrentMethod.Truncated,
            Truncation = 4,
            HiddenUnits = 8,
            LearningRate = 0.01,
            Windows = new() { WindowRows = 32, MaximumPasses = 5 },
        });
}
