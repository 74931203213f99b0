using AdaptiveML.Contract;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Classification;

[TestClass]
public sealed class KeyedClassMeanContractTests : TextClassificationContract<ClassOutput>
{
    protected override IEstimator<ITransformer> CreateEstimator(MLContext context) => new ClassMeanTrainer();

    /// <summary>The keys are numbered anew for each view, so that nothing but their values holds.</summary>
    protected override IDataView Prepare(IDataView rows) => Context.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
}
