using AdaptiveML.Contract.Data;
using AdaptiveML.Contract.Lives;
using AdaptiveML.Contract.Support;
using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Contract;

/// <summary>The contract of a regression trainer: ML.NET's own evaluation finds its columns by their default names.</summary>
/// <typeparam name="TOutput">Has a member for each column that the model adds, Score among them.</typeparam>
public abstract class RegressionContract<TOutput> : PredictorContract<float, TOutput>
    where TOutput : class, new()
{
    protected sealed override string[] ClassNames => [];

    protected sealed override float Label(float signal) => 20 + (3 * signal);

    protected sealed override MetricStatistics[] Changes(PermutationImportance importance, string feature) => Changes(importance.Regression[feature]);

    protected sealed override MetricStatistics[][] StockChanges(MLContext context, IDataView view, int permutationCount)
    {
        var renamed = Context.Transforms.CopyColumns("Truth", "Label").Append(Context.Transforms.DropColumns("Label")).Fit(view).Transform(view);
        return [.. context.Regression.PermutationFeatureImportance(Predictor, renamed, "Truth", permutationCount: permutationCount).Select(Changes)];
    }

    [TestMethod]
    [EachLife]
    public void Evaluate_finds_the_columns_and_a_model_that_has_learnt(Life life)
    {
        var metrics = Context.Regression.Evaluate(ModelOf(life).Transform(History));

        Assert.AreEqual(Context.Regression.Evaluate(ModelOf(Life.Fitted).Transform(History)).MeanSquaredError, metrics.MeanSquaredError);
        Assert.IsGreaterThan(0.5, metrics.RSquared);
    }

    [TestMethod]
    public void CrossValidate_gives_each_fold_a_model_of_its_own()
    {
        var folds = Context.Regression.CrossValidate(History, CreateEstimator(Context), numberOfFolds: 3, seed: 1);

        Assert.HasCount(3, folds);
        var held = folds.SelectMany(fold => fold.ScoredHoldOutSet.GetColumn<float>("Index"));
        CollectionAssert.AreEquivalent(History.GetColumn<float>("Index").ToArray(), held.ToArray());
        foreach (var fold in folds)
        {
            Assert.AreEqual(Context.Regression.Evaluate(fold.ScoredHoldOutSet).MeanSquaredError, fold.Metrics.MeanSquaredError);
            var rows = Context.Data.CreateEnumerable<Row<float>>(fold.ScoredHoldOutSet, reuseRowObject: false).ToArray();
            CollectionAssert.AreEqual(Table.Of(fold.Model.Transform(View(rows)), "Score").Lines(), Table.Of(fold.ScoredHoldOutSet, "Score").Lines());
        }
    }

    [TestMethod]
    public void A_model_is_fitted_to_one_part_and_evaluated_on_the_other()
    {
        var split = Context.Data.TrainTestSplit(History, testFraction: 0.3, seed: 1);

        var metrics = Context.Regression.Evaluate(Fit(split.TrainSet).Transform(split.TestSet));

        Assert.IsTrue(double.IsFinite(metrics.RSquared));
    }

    [TestMethod]
    public void The_score_is_annotated_like_that_of_a_native_trainer() => CollectionAssert.AreEqual(
        new[] { "Score: Single [ScoreColumnKind: String = Regression; ScoreColumnSetId: Key<UInt32, 0-2147483646> = 1; ScoreValueKind: String = Score]" },
        SchemaTexts.Visible(ModelOf(Life.Fitted).GetOutputSchema(History.Schema))[^Outputs.Length..].Where(
            text => text.StartsWith("Score:", StringComparison.Ordinal)).ToArray());

    [TestMethod]
    public void Rows_without_a_label_do_not_poison_the_fit()
    {
        var rows = Context.Data.CreateEnumerable<Row<float>>(History, reuseRowObject: false).ToArray();
        foreach (var row in rows.Where(row => row.Index % 3 == 1))
        {
            row.Label = float.NaN;
        }

        Assert.IsGreaterThan(0.2, Context.Regression.Evaluate(Fit(View(rows)).Transform(History)).RSquared);
    }

    private static MetricStatistics[] Changes(RegressionMetricsStatistics changes) =>
        [changes.RSquared, changes.MeanAbsoluteError, changes.MeanSquaredError, changes.RootMeanSquaredError, changes.LossFunction];
}
