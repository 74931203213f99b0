namespace AdaptiveML.Streams.Tests;

/// <summary>The way back, and what proves that nothing was changed.</summary>
[TestClass]
public sealed class HistoryTests
{
    private static readonly float[] Row = [0.1f, 0.2f, 0.3f];

    [TestMethod]
    public async Task A_way_back_is_followed_by_every_replay_and_erases_nothing()
    {
        await using var store = new MemoryStore();
        var clock = new Clock();
        var stream = await OpenAsync(store, new() { SnapshotEvery = 0, MarkEvery = 0, TimeProvider = clock });
        var hashes = new List<byte[]> { stream.Hash() };
        for (int i = 1; i <= 20; i++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            stream.Learn(default, Row, i, offset: i);
            hashes.Add(stream.Hash());
        }

        stream.Await("waits", default, Row, offset: 21);
        await stream.RewindAsync(8);
        Assert.AreEqual(22, stream.Sequence);
        Assert.AreEqual(0, stream.PendingLabels);
        Assert.AreEqual(21, stream.LastOffset);
        CollectionAssert.AreEqual(hashes[8], stream.Hash());

        stream.Learn(default, Row, 5, offset: 22);
        byte[] behind = stream.Hash();
        await stream.CommitAsync();
        CollectionAssert.AreEqual(behind, (await OpenAsync(store)).Hash());
        for (int i = 0; i <= 20; i++)
        {
            CollectionAssert.AreEqual(hashes[i], (await stream.ReplayAsync(i)).Hash(), $"operation {i}");
        }

        CollectionAssert.AreEqual(hashes[8], (await stream.ReplayAsync(22)).Hash());
        Assert.AreEqual(8, (await stream.ExplainAsync(22)).Operation.RewindTo);

        // A way back to before the way back, by time.
        await stream.RewindAsync(new DateTime(2026, 1, 1, 0, 15, 30, DateTimeKind.Utc));
        CollectionAssert.AreEqual(hashes[15], stream.Hash());
        CollectionAssert.AreEqual(hashes[15], (await OpenAsync(store)).Hash());
        var report = await stream.VerifyAsync();
        Assert.IsTrue(report.IsIntact, report.Finding);
        Assert.AreEqual(24, report.Operations);
    }

    [TestMethod]
    public async Task Rows_that_waited_then_wait_again()
    {
        await using var store = new MemoryStore();
        var stream = await OpenAsync(store);
        stream.Learn(default, Row, 1);
        stream.Await("k", default, Row);
        stream.Tell("k", 3);
        byte[] learnt = stream.Hash();
        await stream.RewindAsync(2);
        Assert.AreEqual(1, stream.PendingLabels);
        Assert.IsTrue(stream.Tell("k", 3).WasWaiting);
        CollectionAssert.AreEqual(learnt, stream.Hash());
    }

    [TestMethod]
    public async Task Old_snapshots_go_and_the_journal_with_them()
    {
        await using var store = new MemoryStore();
        var stream = await OpenAsync(store, new() { SnapshotEvery = 10, KeepSnapshots = 3, MarkEvery = 0 });
        for (int i = 1; i <= 100; i++)
        {
            stream.Learn(default, Row, i);
            await stream.CommitAsync();
        }

        CollectionAssert.AreEqual(new long[] { 80, 90, 100 }, (await store.FindAsync("stream")).Snapshots.ToArray());
        Assert.AreEqual(81, (await stream.ReplayAsync(81)).Sequence);
        await Assert.ThrowsExactlyAsync<InvalidOperationException>(async () => await stream.ReplayAsync(79));
        await Assert.ThrowsExactlyAsync<InvalidOperationException>(async () => await stream.RewindAsync(5));
        CollectionAssert.AreEqual(stream.Hash(), (await OpenAsync(store)).Hash());
    }

    [TestMethod]
    public async Task Verify_finds_any_byte_that_was_changed()
    {
        var memory = new MemoryStore();
        var stream = await OpenAsync(memory, new() { SnapshotEvery = 0, MarkEvery = 5 });
        for (int i = 1; i <= 12; i++)
        {
            stream.Learn(default, Row, i);
        }

        await stream.SnapshotAsync();
        var entries = await memory.ReadEntriesAsync("stream", 0).ToListAsync();
        var random = new Random(1);
        for (int trial = 0; trial < 200; trial++)
        {
            int at = random.Next(entries.Count);
            byte[] changed = entries[at].Bytes.ToArray();
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            await using var forged = await CopyAsync(memory, entries, at, changed);

            // A stream that is open, over a store that somebody has changed behind it.
            await using var open = await OpenAsync(memory);
            var report = await new Verifier(forged, "stream", Catalogue.Format).RunAsync(default);
            Assert.IsFalse(report.IsIntact, $"entry {at + 1}");
        }

        Assert.IsTrue((await stream.VerifyAsync()).IsIntact);
    }

    [TestMethod]
    public async Task A_mark_that_is_of_other_memories_is_found()
    {
        await using var store = new MemoryStore();
        var stream = await OpenAsync(store, new() { MarkEvery = 3 });
        for (int i = 1; i <= 4; i++)
        {
            stream.Learn(default, Row, i);
        }

        await stream.CommitAsync();
        var entry = (await store.ReadEntriesAsync("stream", 0).ToListAsync())[^1];
        var operation = Operation.Decode(entry.Bytes.Span);
        byte[] mark = (operation with
        {
            Kind = OperationKind.Mark, Sequence = operation.Sequence + 1, Previous = System.Security.Cryptography.SHA256.HashData(entry.Bytes.Span),
            StateHash = new byte[32],
        }).Encode();
        Assert.IsTrue(await store.AppendAsync("stream", operation.Sequence + 1, [mark]));

        var report = await (await OpenAsync(store)).VerifyAsync();
        StringAssert.Contains(report.Finding, $"The mark {operation.Sequence + 1} is of other memories");
        Assert.AreEqual(1, report.Marks);
    }

    [TestMethod]
    [DataRow("regressor")]
    [DataRow("independent classifier")]
    public async Task Cut_at_any_byte_exactly_what_was_acknowledged_comes_back(string learners)
    {
        using var folder = new Folder();
        var acknowledged = new List<(long Length, long Sequence, byte[] Hash)>();
        var scenario = new Scenario(learners, seed: 9);
        await using (var store = new FileStore(folder.Path, new() { Flushes = false }))
        {
            var stream = await scenario.OpenAsync(store);
            acknowledged.Add((0, 0, stream.Hash()));
            while (stream.Sequence < 14)
            {
                stream.LearnRows(new StreamRow[] { new(Row, stream.Sequence % 2) }, offset: stream.Sequence);
                await stream.CommitAsync();
                acknowledged.Add((new FileInfo(folder.File("*.journal")).Length, stream.Sequence, stream.Hash()));
            }
        }

        string path = folder.File("*.journal");
        byte[] whole = File.ReadAllBytes(path);
        for (int length = (int)acknowledged[^4].Length; length <= whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            await using var store = new FileStore(folder.Path, new() { Flushes = false });
            int last = acknowledged.FindLastIndex(each => each.Length <= length);
            await using var back = await scenario.OpenAsync(store);

            // Of the next commit, of a row and a mark, the row may be whole.
            bool isMore = back.Sequence != acknowledged[last].Sequence;
            Assert.IsTrue(!isMore || (back.Sequence == acknowledged[last].Sequence + 1 && acknowledged[last + 1].Sequence > back.Sequence), $"byte {length}");
            CollectionAssert.AreEqual(acknowledged[last + (isMore ? 1 : 0)].Hash, back.Hash(), $"cut at byte {length}");
        }
    }

    private static async Task<MemoryStore> CopyAsync(MemoryStore from, List<StoredEntry> entries, int at, byte[] changed)
    {
        var copy = new MemoryStore();
        await copy.SaveSnapshotAsync("stream", (await from.ReadSnapshotAsync("stream", 0))!);
        await copy.AppendAsync("stream", 1, [.. entries.Select((entry, i) => i == at ? changed : entry.Bytes)]);
        await copy.SaveSnapshotAsync("stream", (await from.ReadSnapshotAsync("stream", long.MaxValue))!);
        return copy;
    }

    private static ValueTask<StreamLearner> OpenAsync(ILearnerStore store, StreamLearnerOptions? options = null) =>
        StreamLearner.OpenAsync(store, "stream", () => Catalogue.Create("regressor"), Catalogue.Format, options);
}
