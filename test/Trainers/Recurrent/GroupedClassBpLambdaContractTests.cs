using AdaptiveML.Contract;
using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Recurrent;

[TestClass]
public sealed class GroupedClassBpLambdaContractTests : GroupedClassificationContract<string, ClassOutput>
{
    protected override string[] Classes => ["mid", "high", "low"];

    protected override string ValueType => "String";

    protected override string Unseen => "none of them";

    protected override string Label(int third) => third switch { 0 => "low", 1 => "mid", _ => "high" };

    protected override bool OpensClasses => true;

    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) => context.MulticlassClassification.Trainers.BpLambda(
        new BpLambdaOptions
        {
            GroupColumnName = "Group",
            Method = RecurrentMethod.BpLambda,
            TraceWindow = 16,
            Truncation = 4,
            HiddenUnits = 8,
            LearningRate = 0.01,
            MaximumSequences = 1024,
            Windows = new() { WindowRows = 32, MaximumPasses = 5 },
        });
}
