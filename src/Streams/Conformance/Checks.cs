namespace AdaptiveML.Streams.Conformance;

/// <summary>What the rules have in common.</summary>
internal static class Checks
{
    public static void That(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ConformanceException(otherwise);
        }
    }

    public static async Task ThrowsAsync<TException>(Func<Task> call, string otherwise)
        where TException : Exception
    {
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (TException)
        {
            return;
        }

        throw new ConformanceException(otherwise);
    }

    /// <summary>An entry that tells its number and its writer.</summary>
    public static byte[] Entry(long sequence, int writer = 0, int length = 40)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
        {
            bytes[i] = (byte)((sequence * 31) + (writer * 7) + i);
        }

        return bytes;
    }

    public static async Task<bool> AppendAsync(ILearnerStore store, string stream, long sequence, int count, CancellationToken token, int writer = 0) =>
        await store.AppendAsync(
            stream, sequence, [.. Enumerable.Range(0, count).Select(i => (ReadOnlyMemory<byte>)Entry(sequence + i, writer))], token).ConfigureAwait(false);

    public static async Task<List<StoredEntry>> ReadAsync(ILearnerStore store, string stream, long after, CancellationToken token)
    {
        var entries = new List<StoredEntry>();
        await foreach (var entry in store.ReadEntriesAsync(stream, after, token).ConfigureAwait(false))
        {
            entries.Add(entry);
        }

        return entries;
    }

    /// <summary>The entries behind one are those of a writer, up to the head.</summary>
    public static async Task EntriesAsync(ILearnerStore store, string stream, long after, long head, CancellationToken token)
    {
        var entries = await ReadAsync(store, stream, after, token).ConfigureAwait(false);
        That(entries.Count == head - after, $"{entries.Count} entries are behind {after}, not {head - after}.");
        for (int i = 0; i < entries.Count; i++)
        {
            long sequence = after + 1 + i;
            That(entries[i].Sequence == sequence, $"Entry {entries[i].Sequence} stands where {sequence} should.");
            That(entries[i].Bytes.Span.SequenceEqual(Entry(sequence)), $"Entry {sequence} has other bytes than were appended.");
        }
    }

    public static StoredSnapshot Snapshot(long sequence) => new(sequence, Entry(sequence, writer: 99, length: 500));

    public static async Task SnapshotAsync(ILearnerStore store, string stream, long atOrBefore, long? expected, CancellationToken token)
    {
        var found = await store.ReadSnapshotAsync(stream, atOrBefore, token).ConfigureAwait(false);
        That(found?.Sequence == expected, $"The newest snapshot up to {atOrBefore} is {found?.Sequence}, not {expected}.");
        That(found is null || found.Bytes.Span.SequenceEqual(Snapshot(found.Sequence).Bytes.Span), $"Snapshot {expected} has other bytes than were saved.");
    }
}
