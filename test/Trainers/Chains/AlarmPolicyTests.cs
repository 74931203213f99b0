using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using AdaptiveML.Streams;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Chains;

/// <summary>What a policy does to an engine at an alarm, and for how long.</summary>
[TestClass]
public sealed partial class AlarmPolicyTests
{
    private static readonly ITransformer Model = Plant.Context.Transforms.Concatenate("Features", "Load", "Temperature")
        .Append(Plant.Context.Regression.Trainers.OnlineLru("Emission")).Fit(Plant.View(ChangingPlant.Rows(1, 400)));

    [TestMethod]
    public async Task An_alarm_is_told_with_its_signal_and_row_and_without_actions_changes_nothing()
    {
        using var plain = Engine();
        using var engine = Engine();
        var told = new List<RaisedAlarm>();
        using var policy = AlarmPolicy.Create(engine, new AlarmRule("x", new CusumDetector()) { Notify = told.Add });
        Learn(plain, 0, 20);
        Learn(engine, 0, 20);

        var alarm = await AlarmSignal.RaiseAsync(policy, "x");

        Assert.AreEqual(("x", 20L, 1000.0), (alarm.Signal, alarm.Row, alarm.Value));
        Assert.AreSame(alarm, told.Single());
        Assert.AreEqual(Learn(plain, 20, 60), Learn(engine, 20, 60));
    }

    [TestMethod]
    public async Task A_raised_rate_brings_the_model_sooner_to_a_new_law_and_ends_with_its_rows()
    {
        using var plain = Engine();
        using var engine = Engine();
        using var policy = AlarmPolicy.Create(engine, new AlarmRule("x", new CusumDetector(), AlarmAction.RaiseRate(20, 130)));
        Learn(plain, 0, 20);
        Learn(engine, 0, 20);
        await AlarmSignal.RaiseAsync(policy, "x");

        double slow = Learn(plain, 20, 150, ChangingPlant.Changed), fast = Learn(engine, 20, 150, ChangingPlant.Changed);

        Assert.IsLessThan(0.9 * slow, fast);
        Assert.AreEqual(20, engine.Rate);
        await policy.ObserveAsync("x", double.NaN);
        Assert.AreEqual(1, engine.Rate);
    }

    [TestMethod]
    public async Task What_was_learnt_stays_where_the_state_is_reset()
    {
        using var plain = Engine();
        using var engine = Engine();
        using var policy = AlarmPolicy.Create(engine, new AlarmRule("x", new CusumDetector(), AlarmAction.ResetState()));
        Learn(plain, 0, 50);
        Learn(engine, 0, 50);

        await AlarmSignal.RaiseAsync(policy, "x");
        plain.Reset();

        Assert.AreEqual(Learn(plain, 50, 80), Learn(engine, 50, 80));
    }

    [TestMethod]
    public async Task Nothing_is_learnt_for_the_rows_of_a_freeze_and_then_the_mode_is_what_it_was()
    {
        using var engine = Engine(new() { Mode = UpdateMode.StateOnly });
        using var policy = AlarmPolicy.Create(engine, new AlarmRule("x", new CusumDetector(), AlarmAction.Freeze(30)));
        await AlarmSignal.RaiseAsync(policy, "x");
        var modes = new List<UpdateMode>();
        foreach (var row in ChangingPlant.Rows(2, 40))
        {
            modes.Add(engine.Mode);
            engine.Learn(row);
            await policy.ObserveAsync("x", double.NaN);
        }

        CollectionAssert.AreEqual(Enumerable.Repeat(UpdateMode.Frozen, 30).Concat(Enumerable.Repeat(UpdateMode.StateOnly, 10)).ToArray(), modes);
    }

    [TestMethod]
    public async Task A_mode_that_somebody_sets_in_a_freeze_or_had_set_stays()
    {
        using var engine = Engine();
        using var policy = AlarmPolicy.Create(engine, new AlarmRule("x", new CusumDetector(), AlarmAction.Freeze(3)));
        await AlarmSignal.RaiseAsync(policy, "x");
        engine.Mode = UpdateMode.StateOnly;
        Learn(engine, 0, 5);
        await policy.ObserveAsync("x", double.NaN);

        Assert.AreEqual(UpdateMode.StateOnly, engine.Mode);

        engine.Mode = UpdateMode.Frozen;
        await AlarmSignal.RaiseAsync(policy, "x");
        Learn(engine, 5, 15);
        await policy.ObserveAsync("x", double.NaN);

        Assert.AreEqual(UpdateMode.Frozen, engine.Mode);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task The_way_back_is_to_a_mark_before_the_change(bool hasJournal)
    {
        await using var store = new MemoryStore();
        using var engine = hasJournal
            ? await Plant.Context.Model.OpenOnlineEngineAsync<Reading, Estimate>(Model, store, "line 3")
            : Engine();
        using var policy = AlarmPolicy.Create(engine, new AlarmRule("x", new CusumDetector(), AlarmAction.Rewind(40)));
        using var plain = Engine();
        foreach (var (i, row) in ChangingPlant.Rows(2, 103).Index())
        {
            if (i < 60)
            {
                plain.Learn(row);
            }

            engine.Learn(row);
            await policy.ObserveAsync("x", double.NaN);
        }

        await AlarmSignal.RaiseAsync(policy, "x");

        // Marks are set each ten rows: that of row 60 is the newest that is 40 rows back.
        Assert.AreEqual(Learn(plain, 150, 180), Learn(engine, 150, 180));
    }

    private static OnlineEngine<Reading, Estimate> Engine(OnlineEngineOptions? options = null) =>
        Plant.Context.Model.CreateOnlineEngine<Reading, Estimate>(Model, options);

    /// <summary>Learns rows, and says the mean absolute error of what was predicted of them before.</summary>
    private static double Learn(OnlineEngine<Reading, Estimate> engine, int from, int to, Func<Reading, Reading>? change = null)
    {
        var estimate = new Estimate();
        return ChangingPlant.Rows(2, to)[from..].Select(change ?? (row => row)).Average(row =>
        {
            engine.Learn(row, ref estimate);
            return Math.Abs(row.Emission - estimate.Score);
        });
    }
}
