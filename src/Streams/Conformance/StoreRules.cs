using static AdaptiveML.Streams.Conformance.Checks;

namespace AdaptiveML.Streams.Conformance;

/// <summary>Rules of one store and one writer.</summary>
internal static class StoreRules
{
    public static async Task EmptyAsync(StoreUnderTest under, CancellationToken token)
    {
        const string Stream = "conformance empty";
        await using var store = await under.OpenAsync(token).ConfigureAwait(false);
        var contents = await store.FindAsync(Stream, token).ConfigureAwait(false);
        That(contents is { Head: 0, Snapshots.Count: 0 }, "It has a head or snapshots.");
        await SnapshotAsync(store, Stream, long.MaxValue, null, token).ConfigureAwait(false);
        await EntriesAsync(store, Stream, 0, 0, token).ConfigureAwait(false);
        That(!await AppendAsync(store, Stream, 2, 1, token).ConfigureAwait(false), "Its first entry may be the second.");
        That(!await store.SaveSnapshotAsync(Stream, Snapshot(1), token).ConfigureAwait(false), "It takes a snapshot of an entry that it has not.");
        await ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await store.TrimAsync(Stream, 1, token).ConfigureAwait(false), "It can be trimmed.").ConfigureAwait(false);
        That(!await IsListedAsync(store, Stream, token).ConfigureAwait(false), "It is listed.");
    }

    public static async Task AppendedAsync(StoreUnderTest under, CancellationToken token)
    {
        const string Stream = "conformance entries";
        await using (var store = await under.OpenAsync(token).ConfigureAwait(false))
        {
            That(await AppendAsync(store, Stream, 1, 1, token).ConfigureAwait(false), "The first entry is refused.");
            That(await AppendAsync(store, Stream, 2, 5, token).ConfigureAwait(false), "A batch is refused.");
            await EntriesAsync(store, Stream, 0, 6, token).ConfigureAwait(false);
            await EntriesAsync(store, Stream, 4, 6, token).ConfigureAwait(false);
            await EntriesAsync(store, Stream, 6, 6, token).ConfigureAwait(false);
        }

        await using var again = await under.OpenAsync(token).ConfigureAwait(false);
        await EntriesAsync(again, Stream, 0, 6, token).ConfigureAwait(false);
        That((await again.FindAsync(Stream, token).ConfigureAwait(false)).Head == 6, "The head is another when the store was opened again.");
        That(await IsListedAsync(again, Stream, token).ConfigureAwait(false), "The stream is not listed.");
    }

    public static async Task HeadAsync(StoreUnderTest under, CancellationToken token)
    {
        const string Stream = "conformance head";
        await using var store = await under.OpenAsync(token).ConfigureAwait(false);
        await AppendAsync(store, Stream, 1, 3, token).ConfigureAwait(false);
        foreach (long wrong in (long[])[-1, 0, 1, 3, 5, long.MaxValue - 1])
        {
            That(!await AppendAsync(store, Stream, wrong, 1, token).ConfigureAwait(false), $"Behind entry 3, entry {wrong} is taken.");
            That(!await AppendAsync(store, Stream, wrong, 2, token).ConfigureAwait(false), $"Behind entry 3, a batch that begins with {wrong} is taken.");
        }

        await EntriesAsync(store, Stream, 0, 3, token).ConfigureAwait(false);
        That(await AppendAsync(store, Stream, 4, 1, token).ConfigureAwait(false), "The next entry is refused.");
    }

    public static async Task LateAppendAsync(StoreUnderTest under, CancellationToken token)
    {
        const string Stream = "conformance late";
        await using (var store = await under.OpenAsync(token).ConfigureAwait(false))
        {
            await AppendAsync(store, Stream, 1, 5, token).ConfigureAwait(false);
            That(await store.SaveSnapshotAsync(Stream, Snapshot(5), token).ConfigureAwait(false), "A snapshot is refused.");
            await store.TrimAsync(Stream, 5, token).ConfigureAwait(false);
            await LateAsync(store, 5).ConfigureAwait(false);
        }

        await using var again = await under.OpenAsync(token).ConfigureAwait(false);
        await LateAsync(again, 5).ConfigureAwait(false);
        That(await AppendAsync(again, Stream, 6, 1, token).ConfigureAwait(false), "The next entry is refused.");
        await LateAsync(again, 6).ConfigureAwait(false);

        async Task LateAsync(ILearnerStore store, long head)
        {
            That((await store.FindAsync(Stream, token).ConfigureAwait(false)).Head == head, "Trimming has moved the head.");
            for (long late = 1; late <= head; late++)
            {
                That(!await AppendAsync(store, Stream, late, 1, token).ConfigureAwait(false), $"Entry {late}, which was trimmed, can be written again.");
            }
        }
    }

    public static async Task SnapshotsAsync(StoreUnderTest under, CancellationToken token)
    {
        const string Stream = "conformance snapshots";
        await using (var store = await under.OpenAsync(token).ConfigureAwait(false))
        {
            That(await store.SaveSnapshotAsync(Stream, Snapshot(0), token).ConfigureAwait(false), "A snapshot of the beginning is refused.");
            await AppendAsync(store, Stream, 1, 9, token).ConfigureAwait(false);
            That(await store.SaveSnapshotAsync(Stream, Snapshot(6), token).ConfigureAwait(false), "A snapshot is refused.");
            foreach (long wrong in (long[])[-1, 0, 3, 6, 10])
            {
                That(
                    !await store.SaveSnapshotAsync(Stream, Snapshot(wrong), token).ConfigureAwait(false), $"Behind 6 a snapshot of {wrong} is taken.");
            }

            That(await store.SaveSnapshotAsync(Stream, Snapshot(9), token).ConfigureAwait(false), "A newer snapshot is refused.");
        }

        await using var again = await under.OpenAsync(token).ConfigureAwait(false);
        var contents = await again.FindAsync(Stream, token).ConfigureAwait(false);
        That(contents.Snapshots.SequenceEqual([0, 6, 9]), $"It has the snapshots {string.Join(", ", contents.Snapshots)}, not 0, 6, 9.");
        await SnapshotAsync(again, Stream, long.MaxValue, 9, token).ConfigureAwait(false);
        await SnapshotAsync(again, Stream, 8, 6, token).ConfigureAwait(false);
        await SnapshotAsync(again, Stream, 5, 0, token).ConfigureAwait(false);
        await SnapshotAsync(again, Stream, -1, null, token).ConfigureAwait(false);
    }

    public static async Task TrimAsync(StoreUnderTest under, CancellationToken token)
    {
        const string Stream = "conformance trim";
        await using var store = await under.OpenAsync(token).ConfigureAwait(false);
        await AppendAsync(store, Stream, 1, 9, token).ConfigureAwait(false);
        await store.SaveSnapshotAsync(Stream, Snapshot(3), token).ConfigureAwait(false);
        await store.SaveSnapshotAsync(Stream, Snapshot(7), token).ConfigureAwait(false);
        await ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await store.TrimAsync(Stream, 8, token).ConfigureAwait(false),
            "Entries can be trimmed that no snapshot stands for.").ConfigureAwait(false);
        await store.TrimAsync(Stream, 5, token).ConfigureAwait(false);
        await EntriesAsync(store, Stream, 5, 9, token).ConfigureAwait(false);
        await SnapshotAsync(store, Stream, long.MaxValue, 7, token).ConfigureAwait(false);
        await store.TrimAsync(Stream, 7, token).ConfigureAwait(false);
        await store.TrimAsync(Stream, 2, token).ConfigureAwait(false);
        await EntriesAsync(store, Stream, 7, 9, token).ConfigureAwait(false);
        await SnapshotAsync(store, Stream, long.MaxValue, 7, token).ConfigureAwait(false);
    }

    public static async Task LargeAsync(StoreUnderTest under, CancellationToken token)
    {
        const string Stream = "conformance large";
        int[] lengths = [0, 1, 1 << 10, 1 << 20, 5 << 20, 0];
        await using (var store = await under.OpenAsync(token).ConfigureAwait(false))
        {
            for (int i = 0; i < lengths.Length; i++)
            {
                byte[] entry = Entry(i + 1, length: lengths[i]);
                That(await store.AppendAsync(Stream, i + 1, [entry], token).ConfigureAwait(false), $"{lengths[i]} bytes are refused.");
            }

            That(await AppendAsync(store, Stream, lengths.Length + 1, 1000, token).ConfigureAwait(false), "A batch of 1,000 is refused.");
            That(await store.SaveSnapshotAsync(Stream, new(1, new byte[5 << 20]), token).ConfigureAwait(false), "A snapshot of 5 MiB is refused.");
        }

        await using var again = await under.OpenAsync(token).ConfigureAwait(false);
        var entries = await ReadAsync(again, Stream, 0, token).ConfigureAwait(false);
        That(entries.Count == lengths.Length + 1000, "Entries are missing.");
        That(
            lengths.Index().All(each => entries[each.Index].Bytes.Span.SequenceEqual(Entry(each.Index + 1, length: each.Item))),
            "An entry has other bytes than were appended.");
        That((await again.ReadSnapshotAsync(Stream, 1, token).ConfigureAwait(false))?.Bytes.Length == 5 << 20, "A large snapshot has another length.");
    }

    public static async Task NamesAsync(StoreUnderTest under, CancellationToken token)
    {
        string[] names =
        [
            "conformance 7", "conformance 07", "conformance A1", "conformance a1", "conformance/a1", "conformance\\a1", "conformance%2fa1", "conformance ..",
            "conformance ü", "conformance u\u0308", "conformance\n", "conformance '; --", "conformance " + new string('Ü', 180),
        ];
        await using var store = await under.OpenAsync(token).ConfigureAwait(false);
        for (int i = 0; i < names.Length; i++)
        {
            That(await AppendAsync(store, names[i], 1, i + 1, token).ConfigureAwait(false), $"The stream '{names[i]}' is another's.");
        }

        for (int i = 0; i < names.Length; i++)
        {
            await EntriesAsync(store, names[i], 0, i + 1, token).ConfigureAwait(false);
            That(await IsListedAsync(store, names[i], token).ConfigureAwait(false), $"The stream '{names[i]}' is not listed.");
        }
    }

    public static async Task CancellationAsync(StoreUnderTest under, CancellationToken token)
    {
        const string Stream = "conformance cancelled";
        await using var store = await under.OpenAsync(token).ConfigureAwait(false);
        await AppendAsync(store, Stream, 1, 2, token).ConfigureAwait(false);
        await store.SaveSnapshotAsync(Stream, Snapshot(1), token).ConfigureAwait(false);
        var cancelled = new CancellationToken(canceled: true);
        Func<Task>[] calls =
        [
            async () => await store.FindAsync(Stream, cancelled).ConfigureAwait(false),
            async () => await store.ReadSnapshotAsync(Stream, 1, cancelled).ConfigureAwait(false),
            () => ReadAsync(store, Stream, 0, cancelled),
            () => AppendAsync(store, Stream, 3, 1, cancelled),
            async () => await store.SaveSnapshotAsync(Stream, Snapshot(2), cancelled).ConfigureAwait(false),
            async () => await store.TrimAsync(Stream, 1, cancelled).ConfigureAwait(false),
            () => IsListedAsync(store, Stream, cancelled),
        ];
        for (int i = 0; i < calls.Length; i++)
        {
            await ThrowsAsync<OperationCanceledException>(calls[i], $"Call {i} is carried out.").ConfigureAwait(false);
        }

        await EntriesAsync(store, Stream, 0, 2, token).ConfigureAwait(false);
        await SnapshotAsync(store, Stream, long.MaxValue, 1, token).ConfigureAwait(false);
    }

    private static async Task<bool> IsListedAsync(ILearnerStore store, string stream, CancellationToken token)
    {
        await foreach (string name in store.ListAsync(token).ConfigureAwait(false))
        {
            if (name == stream)
            {
                return true;
            }
        }

        return false;
    }
}
