using AdaptiveML.Contract;
using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Recurrent;

[TestClass]
public sealed class BpLambdaContractTests : RegressionContract<RegressionOutput>
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) =>
        context.Regression.Trainers.BpLambda(new BpLambdaOptions
        {
            Method = RecurrentMethod.BpLambda,
            TraceWindow = 16,
            Truncation = 4,
            HiddenUnits = 8,
            LearningRate = 0.01,
            Windows = new() { WindowRows = 32, MaximumPasses = 5 },
        });
}
