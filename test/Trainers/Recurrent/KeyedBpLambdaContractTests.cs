using AdaptiveML.Contract;
using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Recurrent;

[TestClass]
public sealed class KeyedBpLambdaContractTests : TextClassificationContract<ClassOutput>
{
    protected override bool OpensClasses => true;

    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) => context.MulticlassClassification.Trainers.BpLambda(
        new BpLambdaOptions
        {
            Method = RecurrentMethod.Truncated,
            Truncation = 4,
            HiddenUnits = 8,
            LearningRate = 0.01,
            Windows = new() { WindowRows = 32, MaximumPasses = 5 },
        });

    /// <summary>The keys are numbered anew for each view, so that nothing but their values holds.</summary>
    protected override IDataView Prepare(IDataView rows) => Context.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
}
