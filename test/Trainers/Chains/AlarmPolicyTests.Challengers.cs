using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using AdaptiveML.Streams;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Chains;

/// <content>Challengers.</content>
public sealed partial class AlarmPolicyTests
{
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task A_challenger_that_errs_less_takes_the_place_of_an_engine_that_may_not_learn(bool isLate)
    {
        using var engine = Engine(new() { Mode = UpdateMode.StateOnly });
        using var policy = AlarmPolicy.Create(engine, new AlarmRule("x", new CusumDetector(), AlarmAction.Fork()));
        Learn(engine, 0, 20);
        await AlarmSignal.RaiseAsync(policy, "x");
        Assert.AreEqual(0, policy.Challenger!.Labels);

        double share = 0;
        foreach (var (i, row) in ChangingPlant.Rows(3, 1500).Select(ChangingPlant.Changed).Index())
        {
            if (isLate)
            {
                engine.Predict(row, $"{i}");
                engine.Learn($"{i}", row.Emission);
            }
            else
            {
                engine.Learn(row);
            }

            share = policy.Challenger is { } standings ? standings.ChallengerLoss / standings.ChampionLoss : share;
            await policy.ObserveAsync("x", double.NaN);
            if (policy.Promotions > 0)
            {
                break;
            }
        }

        Assert.AreEqual(1, policy.Promotions);
        Assert.IsNull(policy.Challenger);
        Assert.AreEqual(UpdateMode.StateOnly, engine.Mode);
        Assert.IsLessThan(0.5, share);
        Assert.IsLessThan(0.5, Learn(engine, 30, 60, ChangingPlant.Changed));
    }

    [TestMethod]
    public async Task A_challenger_without_a_lead_is_given_up_and_the_engine_is_as_without_it()
    {
        using var plain = Engine();
        using var engine = Engine();
        using var policy = AlarmPolicy.Create(engine, new AlarmRule("x", new CusumDetector(), AlarmAction.Fork(2, 150)));
        await AlarmSignal.RaiseAsync(policy, "x");

        double expected = Learn(plain, 0, 149), actual = Learn(engine, 0, 149);
        await policy.ObserveAsync("x", double.NaN);
        Assert.IsNotNull(policy.Challenger);
        Learn(plain, 149, 151);
        Learn(engine, 149, 151);
        await policy.ObserveAsync("x", double.NaN);

        Assert.IsNull(policy.Challenger);
        Assert.AreEqual((0, expected), (policy.Promotions, actual));
        Assert.AreEqual(Learn(plain, 151, 180), Learn(engine, 151, 180));
    }

    [TestMethod]
    public async Task A_challenger_of_a_shared_engine_and_its_policy_work_between_the_turns()
    {
        using var engine = Plant.Context.Model.CreateSharedOnlineEngine<Reading, Estimate>(Model);
        using var policy = AlarmPolicy.Create(engine, new AlarmRule("x", new CusumDetector(), AlarmAction.Fork(), AlarmAction.Freeze(2)));
        await AlarmSignal.RaiseAsync(policy, "x");

        var before = engine.Counts.Applied;
        foreach (var row in ChangingPlant.Rows(2, 6))
        {
            engine.Learn(row);
            await policy.ObserveAsync("x", double.NaN);
        }

        Assert.AreEqual(4, engine.Counts.Applied - before);
        Assert.AreEqual(6, policy.Challenger!.Labels);
    }

    [TestMethod]
    public async Task What_an_engine_cannot_do_is_refused_when_the_policy_is_made()
    {
        await using var store = new MemoryStore();
        using var journalled = await Plant.Context.Model.OpenOnlineEngineAsync<Reading, Estimate>(Model, store, "line 3");
        using var engine = Engine();

        var refusal = Assert.Throws<InvalidOperationException>(
            () => AlarmPolicy.Create(journalled, new AlarmRule("x", new CusumDetector(), AlarmAction.Fork())));
        StringAssert.Contains(refusal.Message, "journal");
        using (AlarmPolicy.Create(journalled, new AlarmRule("x", new CusumDetector(), AlarmAction.Rewind())))
        {
            refusal = Assert.Throws<InvalidOperationException>(() => AlarmPolicy.Create(journalled, new AlarmRule("y", new CusumDetector())));
            StringAssert.Contains(refusal.Message, "already");
        }

        using var after = AlarmPolicy.Create(journalled, new AlarmRule("y", new CusumDetector()));
        var shared = new CusumDetector();
        Assert.Throws<ArgumentException>(() => AlarmPolicy.Create(engine, new AlarmRule("x", shared), new AlarmRule("y", shared)));
        Assert.Throws<ArgumentException>(() => AlarmPolicy.Create(engine, new AlarmRule(" ", shared)));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlarmPolicy.Create(engine));
    }
}
