using AdaptiveML.Contract.Data;
using AdaptiveML.Contract.Lives;
using AdaptiveML.Contract.Support;
using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace AdaptiveML.Contract;

/// <summary>
/// The contract of a binary trainer: ML.NET's own evaluation finds its columns by their default names, and a score is the logarithm of the odds that belong to
/// the probability.
/// </summary>
/// <typeparam name="TLabel">The label of a row: Boolean or Single.</typeparam>
/// <typeparam name="TOutput">Has a member for each column that the model adds: Score, Probability, PredictedLabel, and what others there are.</typeparam>
public abstract class BinaryContract<TLabel, TOutput> : PredictorContract<TLabel, TOutput>
    where TOutput : class, new()
{
    private const string SetId = "ScoreColumnSetId: Key<UInt32, 0-2147483646> = 1";

    protected sealed override TLabel Label(float signal) => Label(signal > 0);

    protected abstract TLabel Label(bool isTrue);

    protected sealed override string[] ClassNames => ["False", "True"];

    protected sealed override MetricStatistics[] Changes(PermutationImportance importance, string feature) => Changes(importance.BinaryClassification[feature]);

    protected sealed override MetricStatistics[][] StockChanges(MLContext context, IDataView view, int permutationCount)
    {
        var renamed = Context.Transforms.CopyColumns("Truth", "Label").Append(Context.Transforms.DropColumns("Label")).Fit(view).Transform(view);
        return [.. context.BinaryClassification.PermutationFeatureImportance(Predictor, renamed, "Truth", permutationCount: permutationCount).Select(Changes)];
    }

    [TestMethod]
    [EachLife]
    public void Evaluate_finds_the_columns_and_a_model_that_has_learnt(Life life)
    {
        var scored = ModelOf(life).Transform(History);
        var metrics = Context.BinaryClassification.Evaluate(scored);
        var plain = Context.BinaryClassification.EvaluateNonCalibrated(scored);

        Assert.AreEqual(Context.BinaryClassification.Evaluate(ModelOf(Life.Fitted).Transform(History)).LogLoss, metrics.LogLoss);
        Assert.AreEqual(plain.AreaUnderRocCurve, metrics.AreaUnderRocCurve);
        Assert.IsGreaterThan(0.7, metrics.AreaUnderRocCurve);
        Assert.IsGreaterThan(0, metrics.LogLossReduction);
        Assert.AreEqual(Recording.History.Length, metrics.ConfusionMatrix.Counts.Sum(row => row.Sum()));
    }

    [TestMethod]
    public void CrossValidate_gives_each_fold_a_model_of_its_own()
    {
        var folds = Context.BinaryClassification.CrossValidate(History, CreateEstimator(Context), numberOfFolds: 3, seed: 1);

        Assert.HasCount(3, folds);
        CollectionAssert.AreEquivalent(
            History.GetColumn<float>("Index").ToArray(), folds.SelectMany(fold => fold.ScoredHoldOutSet.GetColumn<float>("Index")).ToArray());
        Assert.IsTrue(folds.All(fold => double.IsFinite(fold.Metrics.LogLoss)));
    }

    [TestMethod]
    [EachLife]
    public void The_probability_is_that_of_the_score_and_the_prediction_its_sign(Life life)
    {
        var scored = ModelOf(life).Transform(Future);
        float[] scores = [.. scored.GetColumn<float>("Score")], probabilities = [.. scored.GetColumn<float>("Probability")];

        for (int i = 0; i < scores.Length; i++)
        {
            Assert.AreEqual(1 / (1 + Math.Exp(-scores[i])), probabilities[i], 1e-6);
        }

        CollectionAssert.AreEqual(Array.ConvertAll(scores, score => score > 0), scored.GetColumn<bool>("PredictedLabel").ToArray());
        Assert.HasCount(2, scored.GetColumn<bool>("PredictedLabel").Distinct());
    }

    [TestMethod]
    public void The_columns_are_annotated_like_those_of_a_native_trainer()
    {
        Assert.AreEqual(
            $"Score: Single [ScoreColumnKind: String = BinaryClassification; {SetId}; ScoreValueKind: String = Score]", Column(Life.Fitted, "Score"));
        Assert.AreEqual(
            "Probability: Single [IsNormalized: Boolean = True; ScoreColumnKind: String "
            + $"= BinaryClassification; {SetId}; ScoreValueKind: String = Probability]",
            Column(Life.Fitted, "Probability"));
    }

    [TestMethod]
    [EachLife]
    public void The_predicted_label_is_annotated_like_that_of_a_native_trainer(Life life) => Assert.AreEqual(
        $"PredictedLabel: Boolean [ScoreColumnKind: String = BinaryClassification; {SetId}; ScoreValueKind: String = PredictedLabel]",
        Column(life, "PredictedLabel"));

    [TestMethod]
    public void A_loaded_model_knows_that_the_probability_is_one() =>
        Assert.IsTrue(ModelOf(Life.Loaded).GetOutputSchema(History.Schema)["Probability"].IsNormalized());

    [TestMethod]
    [EachLife]
    public void A_label_may_come_later_as_text(Life life)
    {
        var row = Labelled(Recording.Future)[0];
        using var engine = Context.Model.CreateSharedOnlineEngine<Row<TLabel>, TOutput>(ModelOf(life));
        using var other = Context.Model.CreateOnlineEngine<Row<TLabel>, TOutput>(ModelOf(life));
        engine.Predict(row, "sample");

        Assert.AreEqual(other.Learn(new Row<TLabel> { Features = row.Features, Group = row.Group, Label = Label(true) }), engine.Learn("sample", "True"));
        Assert.IsFalse(engine.TryLearn("sample", "True", out _));
        Assert.Throws<InvalidOperationException>(() => engine.Learn("sample", "True"));
    }

    private static MetricStatistics[] Changes(BinaryClassificationMetricsStatistics changes) =>
        [
            changes.AreaUnderRocCurve, changes.Accuracy, changes.PositivePrecision,
            changes.PositiveRecall, changes.F1Score, changes.AreaUnderPrecisionRecallCurve,
        ];

    private string Column(Life life, string name) =>
        SchemaTexts.Visible(ModelOf(life).GetOutputSchema(History.Schema)).Single(text => text.StartsWith($"{name}:", StringComparison.Ordinal));
}
