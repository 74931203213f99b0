using AdaptiveML.Online;
using AdaptiveML.Pipeline.Tests.Support;
using AdaptiveML.Streams;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Evaluation;

/// <summary>An evaluation is what a loop over an engine would have found, row by row.</summary>
[TestClass]
public sealed class EvaluatePrequentialTests
{
    private const int Count = 600;

    private static readonly TimedRow[] Rows =
    [
        .. Enumerable.Range(0, Count).Select(i => new TimedRow
        {
            Features = [i % 7, 1, (float)Math.Sin(i)],
            Label = i % 13 == 5 ? float.NaN : (i % 11) + ((float)i / 100),
            Time = DateTime.UnixEpoch.AddSeconds(i),
        }),
    ];

    private static readonly IDataView View = Sample.Context.Data.LoadFromEnumerable(Rows);
    private static readonly OnlineTransformer Model = LeakyTransformer.Over(View.Schema);

    private static ModelOperationsCatalog Catalog => Sample.Context.Model;

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(7)]
    [DataRow(1000)]
    public void Labels_that_are_rows_late_are_learnt_as_by_a_loop_over_an_engine(int delay)
    {
        var expected = Judge(Loop(delay), delay);
        var actual = Catalog.EvaluatePrequential([new("model", Model)], View, new() { LabelDelayRows = delay });

        Assert.AreEqual(expected, actual["model"].Regression);
        Assert.AreEqual(Rows.Count(row => float.IsFinite(row.Label)), actual["model"].Regression.Rows, "a row without a label is not judged");
    }

    [TestMethod]
    [DataRow(0, 0)]
    [DataRow(1, 0)]
    [DataRow(7, 6)]
    public void Labels_that_are_late_by_time_are_told_before_the_first_row_that_is_so_much_later(int seconds, int rows)
    {
        var late = Catalog.EvaluatePrequential(
            [new("model", Model)], View, new() { LabelDelay = TimeSpan.FromSeconds(seconds), TimeColumnName = nameof(TimedRow.Time) });
        var behind = Catalog.EvaluatePrequential([new("model", Model)], View, new() { LabelDelayRows = rows });

        Assert.AreEqual(behind["model"].Regression, late["model"].Regression);
        Assert.AreEqual(behind["last value"].Regression, late["last value"].Regression);
    }

    [TestMethod]
    public void A_frozen_model_predicts_as_its_Transform_and_no_model_is_changed()
    {
        float[] before = [.. Model.Transform(View).GetColumn<float>("Score")];

        var result = Catalog.EvaluatePrequential(Model, View, new() { LabelDelayRows = 3 });

        Assert.AreEqual(Judge(before, 3), result["frozen"].Regression);
        Assert.AreNotEqual(result["frozen"].Regression, result["model"].Regression);
        CollectionAssert.AreEqual(before, Model.Transform(View).GetColumn<float>("Score").ToArray());
    }

    [TestMethod]
    public void A_model_of_MLNet_alone_or_behind_ours_is_scored_as_it_is()
    {
        var known = Sample.Context.Data.LoadFromEnumerable(Rows.Where(row => float.IsFinite(row.Label)));
        var plain = Sample.Context.Regression.Trainers.OnlineGradientDescent().Fit(known);
        var behind = new TransformerChain<ITransformer>(
            Model, Sample.Context.Transforms.CopyColumns("Second", "Score").Fit(Model.Transform(View)));

        var result = Catalog.EvaluatePrequential(
            [new("plain", plain), new("behind", behind) { ScoreColumnName = "Second" }, new("ours", Model)], View);

        Assert.AreEqual(Judge([.. plain.Transform(View).GetColumn<float>("Score")], 0), result["plain"].Regression);
        Assert.AreEqual(result["ours"].Regression, result["behind"].Regression);
    }

    [TestMethod]
    public void Several_models_in_one_pass_are_judged_as_each_alone()
    {
        PrequentialModel[] models = [new("learning", Model), new("loaded", Model.SavedAndLoaded()), new("frozen", Model) { Learns = false }];
        var options = new PrequentialOptions { LabelDelayRows = 2, Window = 50, Period = 11 };

        var together = Catalog.EvaluatePrequential(models, View, options);

        foreach (var model in models)
        {
            var alone = Catalog.EvaluatePrequential([model], View, options);
            CollectionAssert.AreEqual(alone[model.Name].Curve.ToArray(), together[model.Name].Curve.ToArray(), model.Name);
            CollectionAssert.AreEqual(alone["season ago"].Curve.ToArray(), together["season ago"].Curve.ToArray());
        }

        Assert.AreEqual(together["learning"].Regression, together["loaded"].Regression);
        Assert.AreEqual(0, together.Compare("learning", "loaded").Difference);
    }

    [TestMethod]
    public void Plain_methods_know_no_label_before_the_models()
    {
        var result = Catalog.EvaluatePrequential([new("model", Model)], View, new() { LabelDelayRows = 3, Period = 2 });

        Assert.AreEqual(Judge(Known(3), 3), result["last value"].Regression);
        Assert.AreEqual(Judge([.. Enumerable.Range(0, Count).Select(i => i < 4 ? float.NaN : Rows[i - 4].Label)], 3), result["season ago"].Regression);
    }

    [TestMethod]
    public void Rows_from_the_time_of_the_fit_are_pointed_out()
    {
        var columns = OnlineColumns.For(View.Schema, "Features", "Label", "Score", time: nameof(TimedRow.Time));
        var rows = TrainingData.Read(Sample.Context.Data.TakeRows(View, 400), columns);
        var fitted = new LeakyTransformer(new OnlineModel(new LeakyComponent(), columns, new LeakySum(3)).FittedTo(rows));

        StringAssert.StartsWith(Catalog.EvaluatePrequential(fitted, View).Messages[0], "400 of 600 rows have a time within those of the fit of 'model'");
        Assert.IsEmpty(Catalog.EvaluatePrequential(fitted, Sample.Context.Data.SkipRows(View, 400)).Messages);
    }

    [TestMethod]
    public void What_cannot_be_evaluated_is_said()
    {
        Assert.ThrowsExactly<ArgumentException>(() => Catalog.EvaluatePrequential([], View));
        Assert.ThrowsExactly<ArgumentException>(() => Catalog.EvaluatePrequential([new("a", Model), new("a", Model)], View));
        Assert.ThrowsExactly<ArgumentException>(() => Catalog.EvaluatePrequential([new("last value", Model)], View));
        Assert.ThrowsExactly<ArgumentException>(() => Catalog.EvaluatePrequential(Model, View, new() { LabelDelay = TimeSpan.FromSeconds(1) }));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Catalog.EvaluatePrequential(Model, View, new() { FadingFactor = 0 }));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Catalog.EvaluatePrequential(Model, View, new() { LabelColumnName = "Features" }));
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(
                () => Catalog.EvaluatePrequential([new("a", Model) { ScoreColumnName = "Estimate" }], View)).Message,
            "'a' writes no column 'Estimate'");
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsExactly<OperationCanceledException>(() => Catalog.EvaluatePrequential(Model, View, new() { CancellationToken = cancelled.Token }));
    }

    /// <summary>What a user's own loop predicts whose labels are rows late.</summary>
    private static float[] Loop(int delay)
    {
        using var engine = Catalog.CreateOnlineEngine<TimedRow, Scored>(Model, new() { PendingLabels = delay + 1, IgnoreMissingColumns = true });
        float[] scores = new float[Count];
        var scored = new Scored();
        for (int i = 0; i < Count; i++)
        {
            if (delay == 0)
            {
                engine.Learn(Rows[i], ref scored);
            }
            else
            {
                engine.Predict(Rows[i], $"row {i}", ref scored);
            }

            scores[i] = scored.Score;
            if (delay > 0 && i >= delay)
            {
                engine.Learn($"row {i - delay}", Rows[i - delay].Label);
            }
        }

        return scores;
    }

    /// <summary>The last label known at each row.</summary>
    private static float[] Known(int delay) => [.. Enumerable.Range(0, Count).Select(i =>
        Rows[..Math.Max(0, i - delay)].LastOrDefault(row => float.IsFinite(row.Label))?.Label ?? float.NaN)];

    private static PrequentialFigures Judge(float[] predictions, int delay)
    {
        float[] last = Known(delay);
        var sums = new RegressionSums();
        for (int i = 0; i < Count; i++)
        {
            if (float.IsFinite(Rows[i].Label) && float.IsFinite(predictions[i]))
            {
                sums.Add(new(predictions[i], Rows[i].Label, last[i]), 1);
            }
        }

        return sums.ToFigures();
    }
}
