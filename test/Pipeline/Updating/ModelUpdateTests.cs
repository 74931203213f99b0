using AdaptiveML.Online;
using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Updating;

[TestClass]
public sealed class ModelUpdateTests
{
    private static readonly MLContext Context = Sample.Context;
    private static readonly Row[] NewRows = Sample.Rows[..300];
    private static readonly IDataView NewView = Context.Data.LoadFromEnumerable(NewRows);

    [TestMethod]
    public void An_online_stage_has_learnt_the_rows_as_an_engine_would()
    {
        using var engine = Context.Model.CreateOnlineEngine<Row, Scored>(Sample.Model);
        foreach (var row in NewRows)
        {
            engine.Learn(row);
        }

        foreach (var model in new[] { Sample.Model, Sample.Model.SavedAndLoaded() })
        {
            CollectionAssert.AreEqual(Hash(engine.ToTransformer()), Hash(Context.Model.Update(model, NewView)));
        }
    }

    [TestMethod]
    public void The_model_itself_stays_as_it_was()
    {
        byte[] before = Hash(Sample.Model);

        var updated = Context.Model.Update(Sample.Model, NewView);

        CollectionAssert.AreEqual(before, Hash(Sample.Model));
        CollectionAssert.AreNotEqual(before, Hash(updated));
    }

    [TestMethod]
    public void Every_other_stage_is_the_same_object_in_the_same_scope()
    {
        var label = Context.Transforms.CopyColumns("Label", "Index").Fit(Sample.View);
        var behind = Context.Transforms.CopyColumns("Last", "Score").Fit(Sample.Model.Transform(Sample.View));
        var inner = new TransformerChain<ITransformer>(Sample.Model, behind);
        var fitted = new TransformerChain<ITransformer>([label, inner], [TransformerScope.TrainTest, TransformerScope.Everything]);

        foreach (var model in new[] { fitted, (TransformerChain<ITransformer>)fitted.SavedAndLoaded() })
        {
            var updated = (TransformerChain<ITransformer>)Context.Model.Update(model, NewView, out var reports);

            var (before, after) = (model.ToArray(), updated.ToArray());
            Assert.AreSame(before[0], after[0]);
            Assert.AreSame(((TransformerChain<ITransformer>)before[1]).Last(), ((TransformerChain<ITransformer>)after[1]).Last());
            Assert.HasCount(1, updated.GetModelFor(TransformerScope.Scoring));
            Assert.AreEqual(NewRows.Length, reports.Single().Rows);
            CollectionAssert.AreEqual(
                Learn(new LeakySum(3), NewRows.Select(row => (row.Features, row.Index))).Memory.Hash(),
                Hash(((IEnumerable<ITransformer>)after[1]).First()),
                "the label is that of the fit");
        }
    }

    [TestMethod]
    public void A_stage_behind_another_learns_from_predictions_made_before_each_row_was_learnt()
    {
        var inputs = Context.Transforms.Concatenate("Inputs", "Score", "Index", "Score").Fit(Sample.Model.Transform(Sample.View));
        var second = LeakyTransformer.Over(inputs.Transform(Sample.Model.Transform(Sample.View)).Schema, features: "Inputs", output: "Second");
        var model = new TransformerChain<ITransformer>(Sample.Model, inputs, second);

        var updated = (TransformerChain<ITransformer>)Context.Model.Update(model.SavedAndLoaded(), NewView, out var reports);

        var scores = new List<float>();
        var first = Learn(new LeakySum(3), NewRows.Select(row => (row.Features, row.Label)), scores);
        var expected = Learn(new LeakySum(3), NewRows.Zip(scores, (row, score) => (new[] { score, row.Index, score }, row.Label)));
        CollectionAssert.AreEqual(first.Memory.Hash(), Hash(updated.First()));
        CollectionAssert.AreEqual(expected.Memory.Hash(), Hash(updated.Last()));
        CollectionAssert.AreEqual(new[] { "Score", "Second" }, reports.Select(report => report.Columns.Output).ToArray());
    }

    [TestMethod]
    public void A_stage_that_stands_twice_learns_once()
    {
        var model = new TransformerChain<ITransformer>(Sample.Model, Sample.Model);

        var updated = (TransformerChain<ITransformer>)Context.Model.Update(model, NewView, out var reports);

        Assert.HasCount(1, reports);
        Assert.AreSame(updated.First(), updated.Last());
    }

    [TestMethod]
    public void The_report_counts_the_verdicts_of_the_new_rows_alone()
    {
        Row[] rows = [NewRows[0], new() { Features = [1, 1, 1], Label = float.NaN }, new() { Features = [float.NaN, 1, 1] }];
        var once = Context.Model.Update(Sample.Model, Context.Data.LoadFromEnumerable(rows));

        Context.Model.Update(once, Context.Data.LoadFromEnumerable(rows), out var reports);

        Assert.AreEqual(3, reports.Single().Rows);
        Assert.AreEqual(new UpdateCounts(Applied: 1, Skipped: 1, Rejected: 1, RolledBack: 0), reports.Single().Counts);
    }

    [TestMethod]
    public void Without_rows_nothing_changes()
    {
        var updated = Context.Model.Update(Sample.Model, Context.Data.LoadFromEnumerable(Array.Empty<Row>()), out var reports);

        CollectionAssert.AreEqual(Hash(Sample.Model), Hash(updated));
        Assert.AreEqual(0, reports.Single().Rows);
        Assert.AreEqual(double.NaN, reports.Single().MeanLoss);
    }

    [TestMethod]
    public void What_cannot_be_learnt_from_is_named()
    {
        var unlabelled = Context.Transforms.DropColumns("Label").Fit(NewView).Transform(NewView);
        var foreign = Context.Transforms.CopyColumns("Copy", "Label").Fit(NewView);

        Assert.Contains(
            "label column 'Label'", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Context.Model.Update(Sample.Model, unlabelled)).Message);
        Assert.Contains("no online transformer", Assert.ThrowsExactly<InvalidOperationException>(() => Context.Model.Update(foreign, NewView)).Message);
    }

    private static LeakySum Learn(LeakySum learner, IEnumerable<(float[] Features, float Label)> rows, List<float>? scores = null)
    {
        float[] prediction = new float[1];
        foreach (var (features, label) in rows)
        {
            learner.Learn(features, [label], prediction);
            scores?.Add(prediction[0]);
        }

        return learner;
    }

    private static byte[] Hash(ITransformer model) => ((OnlineTransformer)model).Model.CreateLearner().Memory.Hash();
}
