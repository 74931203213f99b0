using AdaptiveML.Estimators.Tests.Support;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML;

namespace AdaptiveML.Estimators.Tests.Continual;

/// <summary>Row by row, a label that was never seen opens a class.</summary>
[TestClass]
public sealed class DataContinualEngineTests
{
    private static readonly DataContinualTransformer January = Sensors.Trainer.Fit(Sensors.View(Sensors.January), "january");

    [TestMethod]
    public void A_label_never_seen_opens_a_class_and_the_answers_grow()
    {
        using var engine = Sensors.Context.Model.CreateOnlineEngine<SensorRow, SensorAnswer>(January);
        var answer = new SensorAnswer();

        Assert.HasCount(2, engine.Predict(Sensors.February[0]).Score);
        Assert.AreEqual(UpdateVerdict.Applied, engine.Learn(Sensors.February[0], ref answer).Verdict);
        Assert.HasCount(2, answer.Score, "what was predicted before the row was learnt");
        Assert.HasCount(3, engine.Predict(Sensors.February[0]).Score);
        Array.ForEach(Sensors.February[1..], row => Assert.AreEqual(UpdateVerdict.Applied, engine.Learn(row, ref answer).Verdict));

        Assert.HasCount(4, answer.Score);
        var grown = engine.ToTransformer().Stage();
        CollectionAssert.AreEqual(new[] { "ethanol", "ammonia", "acetone", "toluene" }, grown.ClassNames);
        Assert.IsGreaterThan(0.85, grown.Accuracy([.. Sensors.January, .. Sensors.February]));
        Assert.AreEqual(0, grown.CreateLearner().Count(UpdateReason.UnknownLabel));
        Assert.AreEqual(4u, engine.Predict(Sensors.February[1]).PredictedLabel);
    }

    [TestMethod]
    public void An_engine_an_update_row_by_row_and_an_engine_behind_a_checkpoint_end_in_the_same_bytes()
    {
        using var file = new ModelFile();
        using var engine = Sensors.Context.Model.CreateOnlineEngine<SensorRow, SensorAnswer>(January);
        Array.ForEach(Sensors.February[..7], row => engine.Learn(row));
        engine.CheckPoint(file.Path);
        using var resumed = Sensors.Context.Model.CreateOnlineEngine<SensorRow, SensorAnswer>(Sensors.Context.Model.Load(file.Path, out _));
        Array.ForEach(Sensors.February[7..], row => resumed.Learn(row));

        var updated = Sensors.Context.Model.Update(January, Sensors.View(Sensors.February), out var reports);

        CollectionAssert.AreEqual(updated.Hash(), resumed.ToTransformer().Hash());
        CollectionAssert.AreEqual(updated.Stage().ClassNames, resumed.ToTransformer().Stage().ClassNames);
        Assert.AreEqual(Sensors.February.Length, reports[0].Counts.Applied);
        Assert.IsLessThan(reports[0].MeanLossUnlearnt, reports[0].MeanLoss);
    }

    [TestMethod]
    public void Rows_that_cannot_be_learnt_open_no_class()
    {
        using var engine = Sensors.Context.Model.CreateOnlineEngine<SensorRow, SensorAnswer>(January);
        using var still = Sensors.Context.Model.CreateOnlineEngine<SensorRow, SensorAnswer>(January, new OnlineEngineOptions { Mode = UpdateMode.StateOnly });
        using var then = Sensors.Context.Model.CreateOnlineEngine<SensorRow, SensorAnswer>(Sensors.AfterMarch.AtTask("january"));

        Assert.AreEqual(UpdateReason.NonFiniteInput, engine.Learn(new SensorRow { Label = "ozone", Features = [float.PositiveInfinity, 0, 0, 0, 0] }).Reason);
        Assert.AreEqual(UpdateReason.UnknownLabel, still.Learn(new SensorRow { Label = "ozone" }).Reason);
        Assert.AreEqual(UpdateReason.UnknownLabel, then.Learn(new SensorRow { Label = "ozone" }).Reason);
        Assert.AreEqual(UpdateReason.MissingTarget, engine.Learn(new SensorRow()).Reason);
        Assert.HasCount(2, engine.Predict(new()).Score);
    }

    [TestMethod]
    public void A_late_label_opens_a_class_too()
    {
        var january = Sensors.Context.MulticlassClassification.Trainers.DataContinual(new DataContinualOptions { FollowsDrift = false })
            .Fit(Sensors.View(Sensors.January));
        using var engine = Sensors.Context.Model.CreateOnlineEngine<SensorRow, SensorAnswer>(january);
        using var prompt = Sensors.Context.Model.CreateOnlineEngine<SensorRow, SensorAnswer>(january);
        foreach (var (i, row) in Sensors.February.Take(6).Index())
        {
            engine.Predict(row, $"{i}");
            prompt.Learn(row);
        }

        Assert.AreEqual(UpdateVerdict.Applied, engine.Learn("0", Sensors.February[0].Label).Verdict);
        Assert.HasCount(3, engine.Predict(Sensors.February[1]).Score);
        Assert.AreEqual(UpdateVerdict.Applied, engine.Learn("3", Sensors.February[3].Label).Verdict, "it is learnt at once");
        Assert.IsFalse(engine.TryLearn("no such row", "ozone", out _));
        foreach (int i in new[] { 5, 2, 1, 4 })
        {
            engine.Learn($"{i}", Sensors.February[i].Label);
        }

        Assert.AreEqual(0, engine.PendingLabels);
        CollectionAssert.AreEqual(prompt.ToTransformer().Hash(), engine.ToTransformer().Hash());
    }

    [TestMethod]
    public void A_snapshot_of_more_classes_is_refused_though_there_is_room_for_them()
    {
        OnlineSnapshot[] snapshots = [.. new[] { 5, 6 }.Select(count =>
        {
            using var engine = Of(count);
            return engine.Snapshot();
        })];
        using var five = Of(5);

        five.Restore(snapshots[0]);
        Assert.Contains("another shape", Assert.ThrowsExactly<ArgumentException>(() => five.Restore(snapshots[1])).Message);

        static OnlineEngine<SensorRow, SensorAnswer> Of(int classes)
        {
            var options = new DataContinualOptions { Learner = new NearestMeanOptions { Checkpoints = TaskCheckpoints.None } };
            SensorRow[] rows = [.. Sensors.January.Select((row, i) => new SensorRow { Label = $"{classes}-{i % classes}", Features = row.Features })];
            var trainer = Sensors.Context.MulticlassClassification.Trainers.DataContinual(options);
            return Sensors.Context.Model.CreateOnlineEngine<SensorRow, SensorAnswer>(trainer.Fit(Sensors.View(rows)));
        }
    }

    [TestMethod]
    public void What_follows_drift_is_the_same_in_whatever_order_late_labels_come()
    {
        byte[][] hashes = [.. new int[][] { [0, 3, 1, 2, 4, 5], [0, 3, 5, 4, 2, 1] }.Select(order =>
        {
            using var engine = Sensors.Context.Model.CreateOnlineEngine<SensorRow, SensorAnswer>(January);
            foreach (var (i, row) in Sensors.February.Take(6).Index())
            {
                engine.Predict(row, $"{i}");
            }

            foreach (int i in order)
            {
                Assert.AreEqual(UpdateVerdict.Applied, engine.Learn($"{i}", Sensors.February[i].Label).Verdict);
            }

            return engine.ToTransformer().Hash();
        })];

        CollectionAssert.AreEqual(hashes[0], hashes[1]);
        CollectionAssert.AreNotEqual(January.Hash(), hashes[0]);
    }

    [TestMethod]
    public void An_engine_goes_back_behind_the_opening_of_a_class_and_forward_again()
    {
        using var engine = Sensors.Context.Model.CreateOnlineEngine<SensorRow, SensorAnswer>(January);
        var before = engine.Snapshot();
        Array.ForEach(Sensors.February[..5], row => engine.Learn(row));
        var after = engine.Snapshot();

        engine.Restore(before);
        Assert.HasCount(2, engine.Predict(Sensors.February[0]).Score);
        CollectionAssert.AreEqual(January.Hash(), engine.ToTransformer().Hash());

        engine.Restore(after);
        Assert.HasCount(4, engine.Predict(Sensors.February[0]).Score);
        Assert.AreEqual(UpdateVerdict.Applied, engine.Learn(Sensors.February[5]).Verdict);
    }

    [TestMethod]
    public void Nothing_is_allocated_for_a_row_of_a_class_that_is_known()
    {
        using var engine = Sensors.Context.Model.CreateOnlineEngine<SensorRow, SensorVerdict>(Sensors.AfterFebruary);
        var answer = new SensorVerdict();

        Allocations.AssertNone(i => engine.Learn(Sensors.March[i % Sensors.March.Length], ref answer));
    }

    [TestMethod]
    public void A_shared_engine_serves_many_threads_while_classes_come()
    {
        using var engine = Sensors.Context.Model.CreateSharedOnlineEngine<SensorRow, SensorAnswer>(January);

        Parallel.ForEach(Sensors.February, row =>
        {
            engine.Learn(row);
            Assert.IsGreaterThanOrEqualTo(3, engine.Predict(row).Score.Length);
        });

        Assert.AreEqual(Sensors.February.Length, engine.Counts.Applied - January.CreateLearner().Counts.Applied);
        Assert.HasCount(4, engine.ToTransformer().Stage().ClassNames);
    }

    [TestMethod]
    public void A_transform_that_adapts_learns_the_classes_it_knows_and_passes_over_others()
    {
        var adapting = Sensors.Context.MulticlassClassification.Trainers.DataContinual(Sensors.Options with { AdaptsInTransform = true })
            .Fit(Sensors.View(Sensors.January), "january");
        SensorRow[] known = [.. Sensors.March.Where(row => adapting.ClassNames.Contains(row.Label))];
        SensorRow[] mixed = [.. known.Zip(Sensors.February, (row, stranger) => new[] { stranger, row }).SelectMany(pair => pair)];

        var expected = adapting.Scores(known);
        var actual = adapting.Scores(mixed).Where((_, i) => i % 2 == 1).ToArray();

        Models.AreSame(expected, actual);
        CollectionAssert.AreNotEqual(January.Scores(known)[^1], actual[^1], "it has learnt");
    }

    [TestMethod]
    public void A_task_behind_rows_one_by_one_is_exact_but_for_how_sharp_its_probabilities_are()
    {
        var trainer = Sensors.Context.MulticlassClassification.Trainers.DataContinual(
            new DataContinualOptions { Learner = new RidgeClassifierOptions { L2Regularization = 1 }, FollowsDrift = false });
        var january = trainer.Fit(Sensors.View(Sensors.January));

        var atOnce = january.Update(Sensors.View(Sensors.February)).Scores(Sensors.Tests);
        var rowByRow = Sensors.Context.Model.Update(january, Sensors.View(Sensors.February)).Scores(Sensors.Tests);

        // Rows that come by themselves also say how sharp the probabilities ought to be: the logarithms of all odds are multiplied by one number.
        double[] expected = [.. atOnce.SelectMany(Odds)], actual = [.. rowByRow.SelectMany(Odds)];
        double factor = expected.Zip(actual, (a, b) => a * b).Sum() / expected.Sum(a => a * a);
        foreach (var (a, b) in expected.Zip(actual))
        {
            Assert.AreEqual(factor * a, b, 1e-3 * Math.Max(1, Math.Abs(b)));
        }

        static IEnumerable<double> Odds(float[] scores) => scores.Skip(1).Select(score => Math.Log(score / (double)scores[0]));
    }
}
