using AdaptiveML.Contract.Data;
using AdaptiveML.Contract.Lives;
using AdaptiveML.Contract.Support;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace AdaptiveML.Contract;

/// <summary>
/// The contract of a multiclass trainer: ML.NET's own evaluation finds its columns by their default names, classes are told apart by value, and what is no
/// class teaches nothing. The label's type, and whether <see cref="EstimatorContract{TLabel, TOutput}.Prepare"/> makes keys of it, are the derived class's.
/// </summary>
/// <typeparam name="TLabel">The label of a row.</typeparam>
/// <typeparam name="TOutput">Has a member for each column that the model adds: Score, a vector of three, PredictedLabel, a key of three, and what others there
/// are.</typeparam>
public abstract partial class ClassificationContract<TLabel, TOutput> : PredictorContract<TLabel, TOutput>
    where TOutput : class, new()
{
    /// <summary>The values of the labels as text, in the order in which they occur first in <see cref="EstimatorContract{TLabel, TOutput}.History"/>.</summary>
    protected abstract string[] Classes { get; }

    /// <summary>ML.NET's name of the type of the labels' values.</summary>
    protected abstract string ValueType { get; }

    /// <summary>A label that the fit has not seen.</summary>
    protected abstract TLabel Unseen { get; }

    /// <summary>Whether a label that the fit has not seen opens a class where rows are learnt; else it teaches nothing.</summary>
    protected virtual bool OpensClasses => false;

    protected sealed override string[] ClassNames => Classes;

    protected sealed override TLabel Label(float signal) => Label(signal < -1.5f ? 0 : signal < 1.5f ? 1 : 2);

    /// <summary>The label of one of three classes.</summary>
    protected abstract TLabel Label(int third);

    /// <summary>Whether the label has the values of the classes for slot names: where it is text.</summary>
    private bool IsText => ValueType == "String";

    private Row<TLabel>[] FutureRows => Labelled(Recording.Future);

    [TestMethod]
    [EachLife]
    public void Evaluate_finds_the_columns_and_a_model_that_has_learnt(Life life)
    {
        var metrics = Evaluate(ModelOf(life), History);
        var expected = Evaluate(ModelOf(Life.Fitted), History);

        Assert.AreEqual(expected.LogLoss, metrics.LogLoss);
        Assert.AreEqual(expected.MacroAccuracy, metrics.MacroAccuracy);
        Assert.IsGreaterThan(0.5, metrics.MacroAccuracy);
        Assert.IsGreaterThan(0, metrics.LogLossReduction);
        Assert.HasCount(2, metrics.TopKAccuracyForAllK);
        Assert.IsGreaterThan(metrics.MicroAccuracy, metrics.TopKAccuracy);
        Assert.AreEqual(Classes.Length, metrics.ConfusionMatrix.NumberOfClasses);
        Assert.AreEqual(Recording.History.Length, metrics.ConfusionMatrix.Counts.Sum(row => row.Sum()));
        if (life != Life.Loaded && IsText)
        {
            Assert.Contains(Classes[0], metrics.ConfusionMatrix.GetFormattedConfusionTable());
        }
    }

    [TestMethod]
    public void CrossValidate_gives_each_fold_a_model_of_its_own()
    {
        var (view, label) = Keyed(History);

        var folds = Context.MulticlassClassification.CrossValidate(view, CreateEstimator(Context), numberOfFolds: 3, label, seed: 1);

        Assert.HasCount(3, folds);
        CollectionAssert.AreEquivalent(
            History.GetColumn<float>("Index").ToArray(), folds.SelectMany(fold => fold.ScoredHoldOutSet.GetColumn<float>("Index")).ToArray());
        Assert.IsTrue(folds.All(fold => double.IsFinite(fold.Metrics.LogLoss)));
    }

    [TestMethod]
    [EachLife]
    public void A_prediction_is_the_class_of_the_highest_score(Life life)
    {
        var scored = ModelOf(life).Transform(Future);
        var named = Context.Transforms.Conversion.MapKeyToValue("Named", "PredictedLabel")
            .Append(Context.Transforms.Conversion.ConvertType("Named", outputKind: DataKind.String)).Fit(scored).Transform(scored);

        string[] expected = [.. scored.GetColumn<float[]>("Score").Select(scores => Classes[Array.IndexOf(scores, scores.Max())])];

        CollectionAssert.AreEqual(expected, named.GetColumn<string>("Named").ToArray());
        CollectionAssert.IsSubsetOf(Classes, expected);
    }

    [TestMethod]
    [EachLife]
    public void The_predicted_label_is_annotated_like_that_of_a_native_trainer(Life life) => Assert.AreEqual(
        $"PredictedLabel: Key<UInt32, 0-2> [KeyValues: Vector<{ValueType}, 3> = "
        + $"{string.Join(' ', Classes)}; ScoreColumnKind: String = MulticlassClassification; "
            + "ScoreColumnSetId: Key<UInt32, 0-2147483646> = 1; ScoreValueKind: String = PredictedLabel]",
        Column(life, "PredictedLabel"));

    [TestMethod]
    public void The_score_is_annotated_like_that_of_a_native_trainer() => Assert.AreEqual(
        "Score: Vector<Single, 3> [ScoreColumnKind: String = MulticlassClassification; "
        + "ScoreColumnSetId: Key<UInt32, 0-2147483646> = 1; ScoreValueKind: String = Score"
            + $"{(IsText ? $"; SlotNames: Vector<String, 3> = {string.Join(' ', Classes)}" : "")}; "
            + $"TrainingLabelValues: Vector<{ValueType}, 3> = {string.Join(' ', Classes)}]",
        Column(Life.Fitted, "Score"));

    [TestMethod]
    [EachLife]
    public void A_label_that_the_fit_has_not_seen_opens_a_class_or_teaches_nothing_and_is_counted(Life life)
    {
        var rows = FutureRows;
        var strange = Array.ConvertAll(rows, row => IsStrange(row) ? With(row, Unseen) : row);

        var updated = Context.Model.Update(ModelOf(life), LabelledView(strange), out var reports);

        int count = OpensClasses ? 0 : rows.Count(IsStrange);
        Assert.AreEqual(count, reports[0].Reasons.GetValueOrDefault(UpdateReason.UnknownLabel));
        Assert.IsGreaterThanOrEqualTo(count, reports[0].Counts.Skipped);
        Assert.AreEqual(Classes.Length + (OpensClasses ? 1 : 0), ((VectorDataViewType)updated.GetOutputSchema(History.Schema)["Score"].Type).Size);
        Assert.AreEqual(0, reports[0].Counts.Rejected);
        Assert.IsGreaterThan(0, reports[0].Counts.Applied);
    }

    [TestMethod]
    [EachLife]
    public void An_engine_learns_labels_by_value(Life life)
    {
        using var engine = Context.Model.CreateOnlineEngine<Row<TLabel>, TOutput>(ModelOf(life));

        var results = FutureRows.Select(row => engine.Learn(IsStrange(row) ? With(row, Unseen) : row)).ToArray();

        CollectionAssert.AreEqual(
            Array.ConvertAll(FutureRows, row => !OpensClasses && IsStrange(row)),
            Array.ConvertAll(results, result => result.Reason == UpdateReason.UnknownLabel));
        var updated = Context.Model.Update(ModelOf(life), LabelledView(FutureRows.Select(row => IsStrange(row) ? With(row, Unseen) : row)));
        CollectionAssert.AreEqual(Lines(updated, Future, Outputs), Lines(engine.ToTransformer(), Future, Outputs));
    }

    [TestMethod]
    public void A_view_that_adapts_predicts_what_an_engine_does()
    {
        using var engine = Context.Model.CreateOnlineEngine<Row<TLabel>, TOutput>(ModelOf(Life.Fitted));
        var outputs = Array.ConvertAll(FutureRows, row =>
        {
            var output = new TOutput();
            engine.Learn(row, ref output);
            return output;
        });

        var adapting = Context.Model.AdaptInTransform(ModelOf(Life.Loaded));

        CollectionAssert.AreEqual(Lines(outputs), Lines(adapting, Future, Outputs));
        CollectionAssert.AreEqual(Lines(outputs), Lines(adapting, Future, Outputs));
    }

    [TestMethod]
    public void A_label_may_come_later_as_text()
    {
        var row = FutureRows[0];
        using var engine = Context.Model.CreateOnlineEngine<Row<TLabel>, TOutput>(ModelOf(Life.Loaded));
        using var other = Context.Model.CreateOnlineEngine<Row<TLabel>, TOutput>(ModelOf(Life.Fitted));
        engine.Predict(row, "first");
        engine.Predict(row, "second");
        engine.Predict(row, "third");

        Assert.AreEqual(other.Learn(With(row, Label(1))), engine.Learn("first", $"{Label(1)}"));
        Assert.AreEqual(OpensClasses && IsText ? UpdateReason.None : UpdateReason.UnknownLabel, engine.Learn("second", "no such class").Reason);
        Assert.AreEqual(UpdateReason.MissingTarget, engine.Learn("third", "").Reason);
        engine.Predict(row, "fourth");
        Assert.Throws<InvalidOperationException>(() => engine.Learn("fourth", 1f));
    }

    [TestMethod]
    [EachLife]
    public void A_row_has_a_class_exactly_where_it_has_a_score(Life life)
    {
        var broken = new Drive { Features = new(Drive.Width, [float.NaN, float.NaN, float.NaN]) };
        var scored = ModelOf(life).Transform(View([broken, Recording.Future[0].Row]));

        bool[] hasScores = [.. scored.GetColumn<float[]>("Score").Select(scores => scores.Any(score => !float.IsNaN(score)))];

        Assert.IsTrue(hasScores[1]);
        CollectionAssert.AreEqual(hasScores, scored.GetColumn<uint>("PredictedLabel").Select(key => key > 0).ToArray());
    }

    [TestMethod]
    public void Importance_compares_labels_with_classes_by_value()
    {
        var conversion = Context.Transforms.Conversion;
        var values = History.Schema["Label"].Type is KeyDataViewType ? conversion.MapKeyToValue("Truth", "Label").Fit(History).Transform(History)
            : Context.Transforms.CopyColumns("Truth", "Label").Fit(History).Transform(History);
        var sorted = conversion.MapValueToKey("Truth", keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue).Fit(values)
            .Transform(values);

        CollectionAssert.AreEqual(
            Lines(Context.Model.PermutationImportance(ModelOf(Life.Loaded), History)),
            Lines(Context.Model.PermutationImportance(ModelOf(Life.Loaded), sorted, "Truth")));
    }

    protected sealed override MetricStatistics[] Changes(PermutationImportance importance, string feature) =>
        Changes(importance.MulticlassClassification[feature]);

    protected sealed override MetricStatistics[][] StockChanges(MLContext context, IDataView view, int permutationCount)
    {
        var (keyed, label) = Keyed(view);
        return [.. context.MulticlassClassification.PermutationFeatureImportance(Predictor, keyed, label, permutationCount: permutationCount).Select(Changes)];
    }

    protected override bool NamesSlots(string column) => IsText || column != "Score";

    private static MetricStatistics[] Changes(MulticlassClassificationMetricsStatistics changes) =>
        [changes.MicroAccuracy, changes.MacroAccuracy, changes.LogLoss, changes.LogLossReduction, .. changes.PerClassLogLoss];

    /// <summary>Some of the rows; none without a group, of which a model that tells groups apart says first that it does not know whose they are.</summary>
    private static bool IsStrange(Row<TLabel> row) => row.Index % 7 == 3 && row.Group.Length > 0;

    private static Row<TLabel> With(Row<TLabel> row, TLabel label) => new() { Features = row.Features, Group = row.Group, Index = row.Index, Label = label };

    private string Column(Life life, string name) =>
        SchemaTexts.Visible(ModelOf(life).GetOutputSchema(History.Schema)).Single(text => text.StartsWith($"{name}:", StringComparison.Ordinal));

    protected MulticlassClassificationMetrics Evaluate(ITransformer model, IDataView rows)
    {
        var (view, label) = Keyed(rows);
        return Context.MulticlassClassification.Evaluate(model.Transform(view), label, topKPredictionCount: 2);
    }

    /// <summary>ML.NET's evaluation takes a label that is a key with the numbers of the classes.</summary>
    private (IDataView View, string Label) Keyed(IDataView view)
    {
        if (view.Schema["Label"].Type is KeyDataViewType)
        {
            return (view, "Label");
        }

        var classes = Context.Transforms.SelectColumns("Label").Fit(History).Transform(History);
        return (Context.Transforms.Conversion.MapValueToKey("Key", "Label", keyData: classes).Fit(view).Transform(view), "Key");
    }
}
