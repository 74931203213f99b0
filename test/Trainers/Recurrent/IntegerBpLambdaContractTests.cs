using AdaptiveML.Contract;
using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Recurrent;

[TestClass]
public sealed class IntegerBpLambdaContractTests : ClassificationContract<int, ClassOutput>
{
    protected override string[] Classes => ["0", "70", "-7"];

    protected override string ValueType => "Int32";

    protected override int Unseen => 1;

    protected override int Label(int third) => (third - 1) * (third == 0 ? 7 : 70);

    protected override bool OpensClasses => true;

    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) => context.MulticlassClassification.Trainers.BpLambda(
        new BpLambdaOptions { Method = RecurrentMethod.SnAp1, HiddenUnits = 8, LearningRate = 0.01, Windows = new() { WindowRows = 32, MaximumPasses = 5 } });
}
