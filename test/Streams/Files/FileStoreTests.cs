using System.Text;

namespace AdaptiveML.Streams.Tests;

[TestClass]
public sealed class FileStoreTests
{
    private const string Stream = "stream";

    [TestMethod]
    public void The_checksum_is_that_of_Castagnoli() => Assert.AreEqual(0xE3069283u, Crc32C.Of(Encoding.ASCII.GetBytes("123456789")));

    [TestMethod]
    public async Task Cut_anywhere_the_journal_holds_the_entries_that_are_whole()
    {
        using var folder = new Folder();
        long[] ends = await WriteAsync(folder, 12);
        string path = folder.File("*.journal");
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            await using var store = new FileStore(folder.Path, new() { Flushes = false });
            int expected = ends.Count(end => end <= length);
            Assert.AreEqual(expected, (await store.FindAsync(Stream)).Head, $"cut at byte {length}");
            Assert.IsTrue(await store.AppendAsync(Stream, expected + 1, [Entry(expected + 1)]), $"cut at byte {length}");
            var entries = await store.ReadEntriesAsync(Stream, 0).ToListAsync();
            Assert.IsTrue(entries.Select(entry => entry.Bytes.ToArray()).Index().All(entry => entry.Item.SequenceEqual(Entry(entry.Index + 1))));
            await store.DisposeAsync();
            Directory.GetFiles(folder.Path, "*.journal", SearchOption.AllDirectories).Where(each => each != path).ToList().ForEach(File.Delete);
        }
    }

    [TestMethod]
    public async Task Nothing_of_a_torn_entry_stays_behind_a_shorter_one()
    {
        using var folder = new Folder();
        long[] ends = await WriteAsync(folder, 3);
        string path = folder.File("*.journal");
        await using (var store = new FileStore(folder.Path))
        {
            Assert.IsTrue(await store.AppendAsync(Stream, 4, [new byte[500]]));
        }

        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]);
        await using (var store = new FileStore(folder.Path))
        {
            Assert.AreEqual(3, (await store.FindAsync(Stream)).Head);
            Assert.AreEqual(ends[^1], new FileInfo(path).Length);
        }
    }

    [TestMethod]
    public async Task A_changed_byte_in_the_middle_is_told_with_its_place()
    {
        using var folder = new Folder();
        long[] ends = await WriteAsync(folder, 12);
        string path = folder.File("*.journal");
        byte[] whole = File.ReadAllBytes(path);
        for (int at = 0; at < ends[^2]; at++)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 0x40;
            File.WriteAllBytes(path, changed);
            await using var store = new FileStore(folder.Path, new() { Flushes = false });
            var told = await Assert.ThrowsExactlyAsync<InvalidDataException>(async () => await store.FindAsync(Stream), $"byte {at}");
            long begin = at < SegmentFile.HeadLength ? 0 : ends.Where(end => end <= at).Prepend(SegmentFile.HeadLength).Last();
            StringAssert.Contains(told.Message, path);
            StringAssert.Contains(told.Message, $"at byte {begin}:");
        }
    }

    [TestMethod]
    public async Task Damage_in_an_older_segment_is_found_when_it_is_read()
    {
        using var folder = new Folder();
        await WriteAsync(folder, 400);
        string[] segments = [.. Directory.GetFiles(folder.Path, "*.journal", SearchOption.AllDirectories).Order()];
        Assert.IsGreaterThan(2, segments.Length);
        byte[] bytes = File.ReadAllBytes(segments[1]);
        bytes[^5] ^= 1;
        File.WriteAllBytes(segments[1], bytes);

        await using var store = new FileStore(folder.Path);
        Assert.AreEqual(400, (await store.FindAsync(Stream)).Head);
        var told = await Assert.ThrowsExactlyAsync<InvalidDataException>(async () => await store.ReadEntriesAsync(Stream, 0).ToListAsync());
        StringAssert.Contains(told.Message, segments[1]);
    }

    [TestMethod]
    public async Task A_damaged_snapshot_is_told()
    {
        using var folder = new Folder();
        await using (var store = new FileStore(folder.Path))
        {
            await store.SaveSnapshotAsync(Stream, new(0, new byte[50]));
        }

        string path = folder.File("*.snapshot");
        byte[] whole = File.ReadAllBytes(path);
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 1;
            File.WriteAllBytes(path, changed);
            await using var store = new FileStore(folder.Path);
            await Assert.ThrowsExactlyAsync<InvalidDataException>(async () => await store.ReadSnapshotAsync(Stream, 0), $"byte {at}");
        }
    }

    [TestMethod]
    public async Task A_second_process_is_shut_out_until_the_first_has_gone()
    {
        using var folder = new Folder();
        await using var second = new FileStore(folder.Path);
        await using (var first = new FileStore(folder.Path))
        {
            Assert.IsTrue(await first.AppendAsync(Stream, 1, [Entry(1)]));
            await Assert.ThrowsExactlyAsync<IOException>(async () => await second.AppendAsync(Stream, 2, [Entry(2)]));
        }

        Assert.IsTrue(await second.AppendAsync(Stream, 2, [Entry(2)]));
    }

    [TestMethod]
    public async Task After_a_failed_flush_nothing_more_is_taken_until_the_store_is_opened_again()
    {
        using var folder = new Folder();
        bool fails = false;
        await using (var store = new FileStore(folder.Path, new() { Fault = (step, _) => fails && step == FileStep.Flush ? 0 : null }))
        {
            Assert.IsTrue(await store.AppendAsync(Stream, 1, [Entry(1)]));
            fails = true;
            await Assert.ThrowsExactlyAsync<IOException>(async () => await store.AppendAsync(Stream, 2, [Entry(2)]));
            fails = false;
            var refused = await Assert.ThrowsExactlyAsync<IOException>(async () => await store.AppendAsync(Stream, 2, [Entry(2)]));
            StringAssert.Contains(refused.Message, "open the store again");
        }

        await using var again = new FileStore(folder.Path);
        long head = (await again.FindAsync(Stream)).Head;
        Assert.IsGreaterThanOrEqualTo(1, head);
        Assert.IsTrue(await again.AppendAsync(Stream, head + 1, [Entry((int)head + 1)]));
    }

    [TestMethod]
    public async Task Appends_that_come_together_share_a_flush()
    {
        using var folder = new Folder();
        int flushes = 0;
        await using var store = new FileStore(folder.Path, new()
        {
            MaximumDelay = TimeSpan.FromMilliseconds(200),
            Fault = (step, _) =>
            {
                flushes += step == FileStep.Flush ? 1 : 0;
                return null;
            },
        });
        await store.AppendAsync(Stream, 1, [Entry(1)]);
        int before = flushes;

        bool[] taken = await Task.WhenAll(Enumerable.Range(2, 50).Select(sequence => store.AppendAsync(Stream, sequence, [Entry(sequence)]).AsTask()));

        Assert.IsTrue(taken.All(each => each));
        Assert.IsLessThan(5, flushes - before);
    }

    private static byte[] Entry(int sequence) => [.. Enumerable.Range(0, 20 + (sequence % 7)).Select(i => (byte)(i * sequence))];

    /// <summary>Writes entries; of those of the last segment, gives where they end.</summary>
    private static async Task<long[]> WriteAsync(Folder folder, int count)
    {
        var ends = new List<long>();
        await using var store = new FileStore(folder.Path, new() { SegmentLength = 4 << 10, Flushes = false });
        for (int sequence = 1; sequence <= count; sequence++)
        {
            Assert.IsTrue(await store.AppendAsync(Stream, sequence, [Entry(sequence)]));
            ends.Add(new FileInfo(folder.File("*.journal")).Length);
        }

        return [.. ends];
    }
}
