using AdaptiveML.Online;
using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Views;

[TestClass]
public sealed class AdaptingTests
{
    private static readonly MLContext Context = Sample.Context;
    private static readonly OnlineTransformer Adapting = Sample.Model.Adapting();

    /// <summary>The rows with every third label unknown.</summary>
    private static readonly Row[] Rows = [.. Sample.Rows.Select(row =>
        row.Index % 3 == 0 ? new Row { Features = row.Features, Label = float.NaN, Index = row.Index } : row)];
    private static readonly IDataView View = Context.Data.LoadFromEnumerable(Rows);
    private static readonly float[] Learnt = Learn();

    [TestMethod]
    public void Every_row_is_predicted_with_what_the_rows_before_it_taught()
    {
        var view = Adapting.Transform(View);

        CollectionAssert.AreEqual(Learnt, Scores(view));
        CollectionAssert.AreNotEqual(Sample.Scores, Learnt);
        CollectionAssert.AreEqual(Learnt, Scores(view), "second pass");
    }

    [TestMethod]
    public void The_transformer_itself_never_learns()
    {
        byte[] before = Adapting.Model.CreateLearner().Memory.Hash();

        Scores(Adapting.Transform(View));

        CollectionAssert.AreEqual(before, Adapting.Model.CreateLearner().Memory.Hash());
        CollectionAssert.AreEqual(Sample.Scores, Scores(Sample.Model.Transform(View)), "the one it was made of");
        CollectionAssert.AreEqual(Sample.Scores, Scores(Adapting.Adapting(false).Transform(View)), "switched off again");
    }

    [TestMethod]
    public void Passes_in_parallel_are_independent()
    {
        var view = Adapting.Transform(View);

        Parallel.For(0, 8, _ => CollectionAssert.AreEqual(Learnt, Scores(view)));
    }

    [TestMethod]
    public void A_row_is_learnt_once_whether_its_score_is_read_never_or_twice()
    {
        var view = Adapting.Transform(View);
        using var cursor = view.GetRowCursor([view.Schema["Score"]]);
        var score = cursor.GetGetter<float>(view.Schema["Score"]);
        float value = 0;
        for (int i = 0; cursor.MoveNext(); i++)
        {
            for (int read = 0; read < i % 3; read++)
            {
                score(ref value);
                Assert.AreEqual(Learnt[i], value);
            }
        }
    }

    [TestMethod]
    [DataRow(UpdateMode.StateOnly)]
    [DataRow(UpdateMode.Frozen)]
    public void A_mode_that_does_not_learn_follows(UpdateMode mode)
    {
        var model = new LeakyTransformer(Adapting.Model.With(new LeakySum(3) { Mode = mode }));

        Assert.IsTrue(model.Model.AdaptsInTransform);
        CollectionAssert.AreEqual(Sample.Scores, Scores(model.Transform(View)));
    }

    [TestMethod]
    public void Without_a_label_column_it_follows()
    {
        var unlabelled = Context.Transforms.DropColumns("Label").Fit(Sample.View).Transform(Sample.View);

        CollectionAssert.AreEqual(Sample.Scores, Scores(Adapting.Transform(unlabelled)));
    }

    [TestMethod]
    public void A_label_column_of_another_type_is_named()
    {
        var wrong = Context.Transforms.CopyColumns("Label", "Features").Fit(Sample.View).Transform(Sample.View);

        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Adapting.Transform(wrong));

        Assert.Contains("label column 'Label': expected Single", exception.Message);
        CollectionAssert.AreEqual(Sample.Scores, Scores(Sample.Model.Transform(wrong)), "scoring does not read it");
    }

    [TestMethod]
    public void A_prediction_engine_never_learns()
    {
        using var engine = Context.Model.CreatePredictionEngine<Row, Scored>(Adapting);

        for (int i = 0; i < 100; i++)
        {
            Assert.AreEqual(Sample.Scores[i], engine.Predict(Sample.Rows[i]).Score);
        }
    }

    [TestMethod]
    public void A_loaded_model_never_learns_and_a_rehydrated_one_does()
    {
        var chain = new TransformerChain<ITransformer>(Adapting, Context.Transforms.CopyColumns("Copy", "Score").Fit(Adapting.Transform(View)));
        var loaded = chain.SavedAndLoaded();

        CollectionAssert.AreEqual(Learnt, Scores(chain.Transform(View)));
        CollectionAssert.AreEqual(Sample.Scores, Scores(loaded.Transform(View)));
        CollectionAssert.AreEqual(Learnt, Scores(Context.Model.Rehydrate(loaded).Transform(View)));
    }

    [TestMethod]
    public void A_model_can_be_switched_after_it_was_loaded()
    {
        var chain = new TransformerChain<ITransformer>(Sample.Model, Context.Transforms.CopyColumns("Copy", "Score").Fit(Sample.Model.Transform(View)));

        var adapting = Context.Model.AdaptInTransform(chain.SavedAndLoaded());

        CollectionAssert.AreEqual(Learnt, adapting.Transform(View).GetColumn<float>("Copy").ToArray());
        CollectionAssert.AreEqual(Learnt, Scores(Context.Model.Rehydrate(adapting.SavedAndLoaded()).Transform(View)));
        CollectionAssert.AreEqual(Sample.Scores, Scores(Context.Model.AdaptInTransform(adapting, adapts: false).Transform(View)));
    }

    [TestMethod]
    public void The_label_is_asked_of_the_source_only_for_the_score()
    {
        var mapper = new StreamMapper(Sample.Model.Model, View.Schema, adapts: true);

        CollectionAssert.AreEqual(new[] { "Index" }, Names("Index"));
        CollectionAssert.AreEqual(new[] { "Features", "Label" }, Names("Score"));

        string[] Names(string column) => [.. mapper.GetDependencies([mapper.OutputSchema[column]]).Select(dependency => dependency.Name)];
    }

    [TestMethod]
    public void Nothing_is_allocated_a_row()
    {
        var row = new Row { Features = [1, 2, 3], Label = 4 };
        var view = Adapting.Transform(Context.Data.LoadFromEnumerable(Enumerable.Repeat(row, int.MaxValue)));
        using var cursor = view.GetRowCursor(view.Schema);

        Allocations.AssertNone(_ => cursor.MoveNext());
    }

    private static float[] Learn()
    {
        var learner = new LeakySum(3);
        float[] prediction = new float[1];
        return [.. Rows.Select(row =>
        {
            learner.Learn(row.Features, [row.Label], prediction);
            return prediction[0];
        })];
    }

    private static float[] Scores(IDataView view) => [.. view.GetColumn<float>("Score")];
}
