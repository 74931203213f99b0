using AdaptiveML.Contract.Support;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Lru;

/// <summary>A regression of ML.NET's own in front of the machine: its score is read under the name that the machine writes.</summary>
[TestClass]
public sealed class BaseScoreColumnTests
{
    private static readonly MLContext Context = Plant.Context;
    private static readonly OnlineLruOptions Options = new()
    {
        LabelColumnName = "Emission",
        BaseScoreColumnName = "Score",
        Combined = new() { Unit = new() { StateSize = 4 } },
    };

    private static readonly TransformerChain<OnlineLruTransformer> Model = Fit(Options);

    [TestMethod]
    public void The_machine_takes_the_score_for_its_last_input_and_writes_its_own()
    {
        var stage = Model.OnlineStage();
        Assert.AreEqual(3, stage.Parameters.InputSize);
        Assert.IsTrue(((LruRegressor<float>)stage.CreateLearner()).Options.HasBaseScore);
        CollectionAssert.IsSubsetOf(new[] { "BaseScore", "BaseScoreCorrected" }, stage.Parameters.ExpertWeights.Select(expert => expert.Key).ToArray());
        var front = Model.SkipLast(1).Aggregate(Plant.View(Recording.Future), (rows, part) => part.Transform(rows));
        CollectionAssert.AreNotEqual(front.GetColumn<float>("Score").ToArray(), Model.Scores());
    }

    [TestMethod]
    public void It_scores_alike_when_loaded_rehydrated_and_in_an_engine()
    {
        float[] scores = Model.Scores();
        var loaded = Model.SavedAndLoaded();
        CollectionAssert.AreEqual(scores, loaded.Scores());
        CollectionAssert.AreEqual(scores, Context.Model.Rehydrate(loaded).Scores());
        CollectionAssert.AreEqual(Model.OnlineStage().FitMessages.ToArray(), Context.Model.Rehydrate(loaded).OnlineStage().FitMessages.ToArray());
        using var engine = Context.Model.CreateOnlineEngine<Reading, Estimate>(loaded, new() { Mode = Online.UpdateMode.StateAndParameters });
        float[] adapted = Context.Model.AdaptInTransform(Model).Scores();
        for (int row = 0; row < adapted.Length; row++)
        {
            var estimate = new Estimate();
            engine.Learn(Recording.Future[row], ref estimate);
            Assert.AreEqual(adapted[row], estimate.Score, $"row {row}");
        }
    }

    [TestMethod]
    public void Behind_another_model_in_front_the_machine_goes_on()
    {
        var exchanged = new TransformerChain<ITransformer>([Front().Fit(Plant.View(Recording.Future)), Model.LastTransformer]);
        CollectionAssert.AreNotEqual(Model.Scores(), exchanged.Scores());
        Assert.AreEqual(Recording.Future.Length, exchanged.Scores().Count(float.IsFinite));
    }

    [TestMethod]
    public void Features_can_be_permuted_without_the_score()
    {
        var importance = Context.Model.PermutationImportance(Model, Plant.View(Recording.Future), "Emission");
        CollectionAssert.AreEquivalent(new[] { "Load", "Temperature" }, importance.Features.ToArray());
    }

    [TestMethod]
    public void A_score_that_is_missing_or_of_another_type_is_named_before_and_in_the_fit()
    {
        var source = Context.Transforms.Concatenate("Features", "Load", "Temperature").Fit(Plant.HistoryView).Transform(Plant.HistoryView);
        AssertNames("Missing", "Could not find base score column 'Missing'");
        AssertNames("Vector", "Schema mismatch for base score column 'Vector': expected Single, got");

        void AssertNames(string column, string message)
        {
            var rows = Context.Transforms.CopyColumns("Vector", "Features").Fit(source).Transform(source);
            var trainer = Context.Regression.Trainers.OnlineLru(Options with { BaseScoreColumnName = column });
            Assert.StartsWith(message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.GetOutputSchema(Shapes.Of(rows.Schema))).Message);
            Assert.StartsWith(message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.Fit(rows)).Message);
        }
    }

    [TestMethod]
    public void The_label_is_no_score_and_a_single_unit_takes_none()
    {
        var label = Assert.ThrowsExactly<ArgumentException>(
            () => Context.Regression.Trainers.OnlineLru(new OnlineLruOptions { BaseScoreColumnName = "Label" }));
        var unit = Assert.ThrowsExactly<ArgumentException>(() => (Options with { ModelKind = LruModelKind.Unit }).Validate());
        Assert.Contains("'Label' is named twice", label.Message);
        Assert.Contains("takes no base score 'Score'", unit.Message);
    }

    private static IEstimator<ITransformer> Front() => Context.Transforms.Concatenate("Features", "Load", "Temperature")
        .Append(Context.Regression.Trainers.OnlineGradientDescent("Emission"));

    private static TransformerChain<OnlineLruTransformer> Fit(OnlineLruOptions options) =>
        Front().Append(Context.Regression.Trainers.OnlineLru(options)).Fit(Plant.HistoryView);
}
