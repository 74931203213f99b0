using AdaptiveML.Streams.Conformance;

namespace AdaptiveML.Streams.Tests;

[TestClass]
public sealed class StoreConformanceTests
{
    [TestMethod]
    public Task Memory_conforms() => LearnerStoreConformance.RunAsync(new Held(new MemoryStore()));

    [TestMethod]
    [DataRow(true, 0, 16 << 20)]
    [DataRow(true, 2, 4 << 10)]
    [DataRow(false, 0, 4 << 10)]
    public async Task Files_conform(bool flushes, int delayMilliseconds, int segmentLength)
    {
        using var folder = new Folder();
        var files = new Files(folder.Path, new()
        {
            Flushes = flushes, MaximumDelay = TimeSpan.FromMilliseconds(delayMilliseconds), SegmentLength = segmentLength,
        });

        await LearnerStoreConformance.RunAsync(files);

        Assert.IsGreaterThan(50, files.Faults);
    }

    [TestMethod]
    [DataRow("head", "an append is a compare-and-set of the head")]
    [DataRow("snapshot", "a snapshot never takes the place of a newer one")]
    [DataRow("bytes", "entries come back as they were appended")]
    public async Task A_store_that_breaks_a_rule_is_told_which(string fault, string rule)
    {
        var broken = await Assert.ThrowsExactlyAsync<ConformanceException>(() => LearnerStoreConformance.RunAsync(new Held(new BrokenStore(fault))));

        Assert.AreEqual(rule, broken.Rule);
        CollectionAssert.Contains(LearnerStoreConformance.Rules.ToArray(), rule);
    }

    /// <summary>A store that holds its data itself.</summary>
    private sealed class Held(ILearnerStore store) : StoreUnderTest
    {
        public override ValueTask<ILearnerStore> OpenAsync(CancellationToken cancellationToken) => new(store);
    }

    private sealed class Files(string folder, FileStoreOptions options) : StoreUnderTest
    {
        public int Faults { get; private set; }

        public override ValueTask<ILearnerStore> OpenAsync(CancellationToken cancellationToken) => new(new FileStore(folder, options));

        public override ValueTask<ILearnerStore?> OpenFailingAsync(int failingStep, double part, CancellationToken cancellationToken)
        {
            int done = 0;
            return new(new FileStore(folder, options with
            {
                Fault = (_, length) =>
                {
                    bool fails = done++ >= failingStep;
                    Faults += fails ? 1 : 0;
                    return fails ? (int)(part * length) : null;
                },
            }));
        }
    }
}
