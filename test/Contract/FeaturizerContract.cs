using AdaptiveML.Contract.Lives;
using Microsoft.ML;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace AdaptiveML.Contract;

/// <summary>The contract of a transform of the column Features that reads no label.</summary>
/// <typeparam name="TOutput">Has a member for each column that the model adds.</typeparam>
public abstract class FeaturizerContract<TOutput> : EstimatorContract<float, TOutput>
    where TOutput : class, new()
{
    protected sealed override float Label(float signal) => signal;

    [TestMethod]
    [EachLife]
    public void Features_alone_have_no_importance(Life life) =>
        Assert.Contains(
            "no column 'Score'",
            Assert.ThrowsExactly<InvalidOperationException>(() => Context.Model.PermutationImportance(ModelOf(life), History)).Message);

    [TestMethod]
    public void In_front_of_a_trainer_the_features_of_the_transform_are_examined()
    {
        var model = CreateEstimator(Context)
            .Append(Context.Transforms.Concatenate("Inputs", Outputs[0], "Features"))
            .Append(Context.Regression.Trainers.Sdca("Label", "Inputs"))
            .Fit(History);

        foreach (var life in (ITransformer[])[model, model.SavedAndLoaded(History.Schema)])
        {
            var importance = Context.Model.PermutationImportance(life, History, permutationCount: 3);

            Assert.AreEqual("Features[0]", importance.Features[0]);
            Assert.IsLessThan(-0.01, importance.Regression["Features[0]"].RSquared.Mean);
            Assert.Throws<InvalidOperationException>(() => importance.BinaryClassification);
        }
    }

    protected sealed override IEnumerable<(string What, IDataView View)> WrongLabels(IDataView view) => [];
}
