using AdaptiveML.Contract;
using AdaptiveML.Learners.Continual;
using Microsoft.ML;

namespace AdaptiveML.Estimators.Tests.Continual;

[TestClass]
public sealed class StreamingLdaContractTests : TextClassificationContract<ClassOutput>
{
    protected override bool OpensClasses => true;

    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) =>
        context.MulticlassClassification.Trainers.DataContinual(new DataContinualOptions { Learner = new StreamingLdaOptions() });
}
