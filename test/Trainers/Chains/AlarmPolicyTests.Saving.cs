using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using AdaptiveML.Streams;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Chains;

/// <content>What is saved, and what is refused.</content>
public sealed partial class AlarmPolicyTests
{
    [TestMethod]
    public async Task A_policy_that_was_saved_ends_what_it_began()
    {
        await using var store = new MemoryStore();
        byte[] saved;
        using (var engine = await Plant.Context.Model.OpenOnlineEngineAsync<Reading, Estimate>(Model, store, "line 3"))
        {
            using var policy = AlarmPolicy.Create(engine, Rule());
            await AlarmSignal.RaiseAsync(policy, "x");
            Learn(engine, 0, 10);
            saved = policy.Save();
            await engine.Journal!.CommitAsync();
        }

        using var again = await Plant.Context.Model.OpenOnlineEngineAsync<Reading, Estimate>(Model, store, "line 3");
        using var resumed = AlarmPolicy.Create(again, Rule());
        resumed.Load(saved);
        Assert.AreEqual((UpdateMode.Frozen, 10L), (again.Mode, resumed.Rows));
        CollectionAssert.AreEqual(saved, resumed.Save());

        Learn(again, 10, 20);
        await resumed.ObserveAsync("x", double.NaN);

        Assert.AreEqual(UpdateMode.StateAndParameters, again.Mode);

        static AlarmRule Rule() => new("x", new CusumDetector(), AlarmAction.Freeze(20));
    }

    [TestMethod]
    public async Task Damaged_bytes_and_those_of_other_rules_are_refused_and_change_nothing()
    {
        using var engine = Engine();
        using var policy = AlarmPolicy.Create(
            engine, new AlarmRule("x", new CusumDetector(), AlarmAction.RaiseRate()), new AlarmRule("y", new CusumDetector()));
        await AlarmSignal.RaiseAsync(policy, "x");
        byte[] saved = policy.Save();

        for (int i = 0; i < saved.Length; i += 7)
        {
            byte[] damaged = [.. saved];
            damaged[i] ^= 4;
            Assert.Throws<InvalidDataException>(() => policy.Load(damaged));
            Assert.Throws<InvalidDataException>(() => policy.Load(saved.AsSpan(0, i)));
        }

        using var otherEngine = Engine();
        using var other = AlarmPolicy.Create(otherEngine, new AlarmRule("x", new CusumDetector()), new AlarmRule("z", new CusumDetector()));
        byte[] before = other.Save();
        Assert.Throws<InvalidDataException>(() => other.Load(saved));
        CollectionAssert.AreEqual(before, other.Save());
        CollectionAssert.AreEqual(saved, policy.Save());
    }

    [TestMethod]
    public async Task Values_and_numbers_out_of_range_are_refused_by_name()
    {
        using var engine = Engine();
        using var policy = AlarmPolicy.Create(engine, new AlarmRule("x", new CusumDetector()));

        StringAssert.Contains((await Assert.ThrowsAsync<ArgumentException>(async () => await policy.ObserveAsync("loss", 1))).Message, "'x'");
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await policy.ObserveAsync("x", double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlarmAction.RaiseRate(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlarmAction.RaiseRate(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlarmAction.RaiseRate(2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlarmAction.Freeze(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlarmAction.Rewind(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlarmAction.Fork(101));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlarmAction.Fork(rows: 99));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlarmAction.Fork(level: 0));
    }
}
