using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using AdaptiveML.Trainers.Tests.Chains;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Trials;

[TestClass]
public sealed class LearningLimitsTests
{
    [TestMethod]
    public void No_more_rows_are_learnt_in_an_hour_than_the_limit_and_the_others_are_followed()
    {
        var clock = new MovedClock();
        using var engine = Engine(new() { UpdatesPerHour = 20 }, clock);
        var free = Learn(engine, 50);

        clock.Moved += TimeSpan.FromMinutes(30);
        var later = Learn(engine, 50);

        Assert.AreEqual((20, 10), (free, later));
        Assert.AreEqual(70, engine.HeldUpdates);
        Assert.AreEqual(70, engine.Counts.Skipped - Plant.Model.OnlineStage().CreateLearner().Counts.Skipped);
    }

    [TestMethod]
    public void Rows_are_learnt_at_the_hours_of_the_limit_also_across_midnight()
    {
        var clock = new MovedClock();
        using var engine = Engine(new() { From = new(22, 0), To = new(6, 0) }, clock);
        foreach (var (hour, learnt) in new[] { (21, 0), (23, 5), (5, 5), (7, 0) })
        {
            clock.Moved = new DateTimeOffset(2040, 1, 1, hour, 30, 0, TimeSpan.Zero) - TimeProvider.System.GetUtcNow();

            Assert.AreEqual(learnt, Learn(engine, 5), $"{hour}:30");
        }
    }

    [TestMethod]
    public void A_late_label_counts_when_it_comes()
    {
        var clock = new MovedClock();
        using var engine = Engine(new() { UpdatesPerHour = 2 }, clock);
        foreach (var (row, i) in Recording.Future.Take(4).Select((row, i) => (row, i)))
        {
            engine.Predict(row, $"{i}");
        }

        var verdicts = Enumerable.Range(0, 4).Select(i => engine.Learn($"{i}", Recording.Future[i].Emission).Verdict).ToArray();

        CollectionAssert.AreEqual(new[] { UpdateVerdict.Applied, UpdateVerdict.Applied, UpdateVerdict.Skipped, UpdateVerdict.Skipped }, verdicts);
        Assert.AreEqual(2, engine.HeldUpdates);
    }

    [TestMethod]
    public void Limits_out_of_their_range_are_refused_by_name()
    {
        StringAssert.Contains(Refusal(new() { UpdatesPerHour = 0 }), nameof(LearningLimits.UpdatesPerHour));
        StringAssert.Contains(Refusal(new() { From = new(1, 0) }), nameof(LearningLimits.To));
        StringAssert.Contains(Refusal(new() { From = new(1, 0), To = new(1, 0) }), nameof(LearningLimits.To));
    }

    private static string Refusal(LearningLimits limits) => Assert.Throws<ArgumentException>(() => Engine(limits, new())).Message;

    private static OnlineEngine<Reading, Estimate> Engine(LearningLimits limits, MovedClock clock) =>
        Plant.Context.Model.CreateOnlineEngine<Reading, Estimate>(Plant.Model, new() { Limits = limits, TimeProvider = clock });

    private static int Learn(OnlineEngine<Reading, Estimate> engine, int rows) =>
        Recording.Future.Take(rows).Count(row => engine.Learn(row).Verdict == UpdateVerdict.Applied);
}
