namespace AdaptiveML.Streams.Tests;

/// <summary>Whatever happens to a stream, snapshot and journal give what never crashed.</summary>
[TestClass]
public sealed class CrashTests
{
    public static IEnumerable<object[]> Learners() =>
        [["regressor"], ["recurrent"], ["features and regressor"], ["classifier"], ["independent classifier"]];

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public async Task What_comes_back_after_a_crash_is_what_was_committed(string learners)
    {
        int crashes = 0, waiting = 0;
        for (int seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            var scenario = new Scenario(learners, seed);
            await using var store = new MemoryStore();
            var live = await scenario.OpenAsync(store);
            for (int step = 0; step < 150; step++)
            {
                await scenario.StepAsync(live);
                if (random.Next(25) == 0)
                {
                    await live.SnapshotAsync();
                }

                if (random.Next(15) == 0)
                {
                    await live.CommitAsync();
                    crashes++;
                    waiting += live.PendingLabels > 0 ? 1 : 0;
                    var back = await scenario.OpenAsync(store);
                    scenario.AssertEqual(live, back, $"seed {seed} step {step}");
                    live = back;
                }
            }

            await live.CommitAsync();
            var report = await live.VerifyAsync();
            Assert.IsTrue(report.IsIntact, $"seed {seed}: {report.Finding}");
            Assert.IsGreaterThan(5, report.Marks);
        }

        Assert.IsGreaterThan(80, crashes);
        Assert.IsGreaterThan(40, waiting);
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public async Task Every_earlier_moment_comes_back_as_it_was(string learners)
    {
        var scenario = new Scenario(learners, seed: 77);
        await using var store = new MemoryStore();
        var live = await scenario.OpenAsync(store);
        var hashes = new SortedDictionary<long, byte[]> { [0] = live.Hash() };
        for (int step = 0; step < 120; step++)
        {
            await scenario.StepAsync(live);
            hashes[live.Sequence] = live.Hash();
            if (step % 30 == 29)
            {
                await live.SnapshotAsync();
            }
        }

        await live.CommitAsync();
        foreach (var (sequence, hash) in hashes)
        {
            var then = await live.ReplayAsync(sequence);
            Assert.AreEqual(sequence, then.Sequence);
            CollectionAssert.AreEqual(hash, then.Hash(), $"operation {sequence}");
        }
    }
}
