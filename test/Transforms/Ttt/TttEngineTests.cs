using System.Globalization;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using AdaptiveML.Transforms.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Transforms.Tests.Ttt;

/// <summary>An engine over a pipeline whose featurizer follows the rows and whose last stage does not learn.</summary>
[TestClass]
public sealed class TttEngineTests
{
    private static readonly float[] Expected = Machines.Model.Scores(Machines.Future);

    [TestMethod]
    [DataRow(false, DisplayName = "Observe")]
    [DataRow(true, DisplayName = "Learn")]
    public void A_row_that_is_observed_or_learnt_is_followed_as_the_model_does(bool learns) => WithEngines(engine => CollectionAssert.AreEqual(
        Expected,
        Machines.Future.Select(row =>
        {
            float score = engine.Predict(row).Score;
            Assert.AreEqual(score, engine.Predict(row).Score, "a prediction changes nothing");
            var result = learns ? engine.Learn(row) : engine.Observe(row);
            Assert.IsTrue(result.Verdict is UpdateVerdict.Applied or UpdateVerdict.Skipped, $"{result}");
            return score;
        }).ToArray()));

    [TestMethod]
    public void Learn_gives_what_Predict_would_have_given()
    {
        using var engine = Machines.Engine(Machines.Model);
        var estimate = new MachineEstimate();

        var learnt = Array.ConvertAll(Machines.Future, row =>
        {
            engine.Learn(row, ref estimate);
            return estimate.Score;
        });

        CollectionAssert.AreEqual(Expected, learnt);
    }

    [TestMethod]
    public void No_label_comes_late_to_a_model_that_takes_none() => WithEngines(engine =>
    {
        const string Message = "No label comes late: the model takes none.";

        Assert.AreEqual(Message, Assert.ThrowsExactly<InvalidOperationException>(() => engine.Predict(Machines.Future[0], "key")).Message);
        Assert.AreEqual(Message, Assert.ThrowsExactly<InvalidOperationException>(() => engine.Learn("key", 1)).Message);
        Assert.AreEqual(Message, Assert.ThrowsExactly<InvalidOperationException>(() => engine.TryLearn("key", 1, out _)).Message);
        CollectionAssert.AreEqual(Expected[..1], new[] { engine.Predict(Machines.Future[0]).Score }, "the engine is as it was");
    });

    [TestMethod]
    public void Labels_may_come_late_where_the_views_were_fitted_to_one()
    {
        var model = Machines.Context.Transforms.FeaturizeSequenceByTtt(
            Machines.Options with { OutputColumnName = "Context", InputColumnName = "Features", LabelColumnName = "Target", PredictionColumnName = null })
            .Fit(Machines.View(Machines.History));
        using var late = Machines.Context.Model.CreateOnlineEngine<MachineRow, ContextOnly>(model);
        using var prompt = Machines.Context.Model.CreateOnlineEngine<MachineRow, ContextOnly>(model);
        for (int i = 0; i < 20; i++)
        {
            late.Predict(Machines.Future[i], $"{i}");
            prompt.Learn(Machines.Future[i]);
        }

        for (int i = 19; i >= 0; i--)
        {
            late.Learn($"{i}", Machines.Future[i].Target);
        }

        Assert.AreEqual(prompt.Counts, late.Counts);
        CollectionAssert.AreEqual(prompt.Predict(Machines.Future[20]).Context, late.Predict(Machines.Future[20]).Context);
    }

    [TestMethod]
    public void A_group_that_is_reset_begins_anew_and_the_others_go_on() => WithEngines(engine =>
    {
        using var other = Machines.Engine(Machines.Model);
        foreach (var row in Machines.Future[..40])
        {
            engine.Observe(row);
            other.Observe(row);
        }

        engine.Reset("press");

        Assert.AreNotEqual(other.Predict(Machines.Future[40]).Score, engine.Predict(Machines.Future[40]).Score);
        Assert.AreEqual(other.Predict(Machines.Future[41]).Score, engine.Predict(Machines.Future[41]).Score);
        Assert.AreEqual("saw", Machines.Future[41].Machine);
    });

    [TestMethod]
    public void A_checkpoint_taken_up_in_another_process_goes_on_within_a_mini_batch()
    {
        using var file = new ModelFile();
        using var engine = Machines.Engine(Machines.Model);
        int half = Machines.Future.Length / 2;
        foreach (var row in Machines.Future[..half])
        {
            engine.Observe(row);
        }

        engine.CheckPoint(file.Path);
        string[] lines = ChildProcess.Run(typeof(FollowProgram).Assembly, file.Path);

        CollectionAssert.AreEqual(Expected[half..], lines.Select(line => float.Parse(line, CultureInfo.InvariantCulture)).ToArray());
        using var resumed = Machines.Engine(Machines.Context.Model.Load(file.Path, out _));
        var fitted = Machines.Model.Featurizer().CreateLearner().Counts;
        Assert.AreEqual(Expected.Length, resumed.Counts.Applied + resumed.Counts.Skipped - (fitted.Applied + fitted.Skipped));
    }

    [TestMethod]
    public void A_snapshot_is_gone_back_to() => WithEngines(engine =>
    {
        var snapshot = engine.Snapshot();
        foreach (var row in Machines.Future)
        {
            engine.Learn(row);
        }

        engine.Restore(snapshot);

        Assert.AreEqual(Expected[0], engine.Predict(Machines.Future[0]).Score);
    });

    [TestMethod]
    public void A_row_without_any_feature_leaves_the_state_as_it_was()
    {
        using var engine = Machines.Engine(Machines.Model);
        engine.Observe(Machines.Future[0]);
        float before = engine.Predict(Machines.Future[2]).Score;

        engine.Observe(new() { Machine = Machines.Future[0].Machine, Features = [float.NaN, float.NaN] });

        Assert.AreEqual(before, engine.Predict(Machines.Future[2]).Score);
    }

    [TestMethod]
    public void Nothing_is_allocated_a_row() => WithEngines(engine =>
    {
        var estimate = new MachineEstimate();
        Allocations.AssertNone(i => engine.Predict(Machines.Future[i % 120], ref estimate));
        Allocations.AssertNone(i => engine.Learn(Machines.Future[i % 120], ref estimate));
        Allocations.AssertNone(i => engine.Observe(Machines.Future[i % 120]));
    });

    /// <summary>What holds for an engine over a fitted model holds over a loaded one.</summary>
    private static void WithEngines(Action<OnlineEngine<MachineRow, MachineEstimate>> test)
    {
        foreach (var model in (ITransformer[])[Machines.Model, Machines.Model.SavedAndLoaded()])
        {
            using var engine = Machines.Engine(model);
            test(engine);
        }
    }

    private sealed class ContextOnly
    {
        public float[] Context { get; set; } = [];
    }
}
