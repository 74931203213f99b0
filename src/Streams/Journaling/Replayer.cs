using System.Security.Cryptography;

namespace AdaptiveML.Streams;

/// <summary>Makes earlier states of a stream of its snapshots and its journal.</summary>
internal sealed class Replayer(ILearnerStore store, string stream, LearnerFormat format)
{
    /// <summary>The state behind an operation.</summary>
    /// <param name="sequence">The operation; 0 for the beginning.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such operation.</exception>
    /// <exception cref="InvalidOperationException">Snapshots and journal do not reach back to it, or a row on the way is hashed only.</exception>
    /// <exception cref="InvalidDataException">A snapshot or an entry is damaged, or the chain of hashes is broken.</exception>
    public async ValueTask<StreamState> StateAtAsync(long sequence, CancellationToken cancellationToken)
    {
        var contents = await store.FindAsync(stream, cancellationToken).ConfigureAwait(false);
        if (sequence < 0 || sequence > contents.Head)
        {
            throw new ArgumentOutOfRangeException(nameof(sequence), sequence, $"The stream '{stream}' has the operations 1 to {contents.Head}.");
        }

        foreach (long from in contents.Snapshots.Where(each => each <= sequence).Reverse())
        {
            var entries = await ReadAsync(from, sequence, cancellationToken).ConfigureAwait(false);
            if (Path(entries, from, sequence) is { } path)
            {
                return await ReplayAsync(from, entries, path, cancellationToken).ConfigureAwait(false);
            }
        }

        throw new InvalidOperationException($"Snapshots and journal of the stream '{stream}' do not reach back to what operation {sequence} stands on.");
    }

    /// <summary>The last operation up to a moment; 0 where there was none that is kept.</summary>
    public async ValueTask<long> SequenceAtAsync(DateTime moment, CancellationToken cancellationToken)
    {
        var contents = await store.FindAsync(stream, cancellationToken).ConfigureAwait(false);
        long last = contents.Snapshots.Count > 0 ? contents.Snapshots[0] : 0;
        await foreach (var entry in store.ReadEntriesAsync(stream, last, cancellationToken).ConfigureAwait(false))
        {
            if (OperationReader.Glance(entry.Bytes.Span).Time > moment)
            {
                break;
            }

            last = entry.Sequence;
        }

        return last;
    }

    /// <summary>A state that was saved.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public async ValueTask<StreamState> LoadAsync(long snapshot, CancellationToken cancellationToken)
    {
        var stored = await store.ReadSnapshotAsync(stream, snapshot, cancellationToken).ConfigureAwait(false);
        return stored?.Sequence == snapshot ? StreamStateCodec.Load(stored.Bytes, format)
            : throw new InvalidDataException($"The store lists a snapshot {snapshot} of the stream '{stream}' and has none.");
    }

    /// <summary>Reads an entry that must follow another.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="previous">SHA-256 of the one before it.</param>
    /// <exception cref="InvalidDataException">It is damaged or does not.</exception>
    public static Operation Read(in StoredEntry entry, ReadOnlySpan<byte> previous)
    {
        var operation = OperationReader.Read(entry.Bytes.Span);
        return operation.Sequence != entry.Sequence
            ? throw new InvalidDataException($"Entry {entry.Sequence} of the journal holds operation {operation.Sequence}.")
            : previous.SequenceEqual(operation.Previous.Span) ? operation
            : throw new InvalidDataException($"The chain of hashes is broken: entry {entry.Sequence - 1} is not the one that {entry.Sequence} followed.");
    }

    /// <summary>Applies an operation of the journal; of a Rewind, the caller has put the state that it leads to in place.</summary>
    /// <exception cref="InvalidDataException">It cannot be applied to this state.</exception>
    /// <exception cref="InvalidOperationException">Its row is hashed only.</exception>
    public static bool Apply(StreamState state, in Operation operation, in StoredEntry entry, Span<float> predictions)
    {
        if (operation.IsHashed)
        {
            throw new InvalidOperationException(
                $"Operation {operation.Sequence} was journalled as the hash of its row: no replay goes past it. Begin behind the next snapshot.");
        }

        try
        {
            state.Check(operation);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"Operation {operation.Sequence} does not fit the stream: {exception.Message}", exception);
        }

        bool isFound = state.Apply(operation, predictions);
        SHA256.HashData(entry.Bytes.Span, state.EntryHash);
        return isFound;
    }

    private async ValueTask<List<StoredEntry>> ReadAsync(long after, long upTo, CancellationToken cancellationToken)
    {
        var entries = new List<StoredEntry>();
        if (upTo > after)
        {
            await foreach (var entry in store.ReadEntriesAsync(stream, after, cancellationToken).ConfigureAwait(false))
            {
                entries.Add(entry);
                if (entry.Sequence == upTo)
                {
                    return entries;
                }
            }

            throw new InvalidDataException($"The journal of the stream '{stream}' ends before operation {upTo}.");
        }

        return entries;
    }

    /// <summary>
    /// The operations that a state stands on, behind a snapshot: from the last one backwards, and from each Rewind to where it leads. Null where that is before
    /// the snapshot, so that the state stands on none of it.
    /// </summary>
    public static Stack<(long First, long Last)>? Path(IReadOnlyList<StoredEntry> entries, long from, long to)
    {
        var path = new Stack<(long First, long Last)>();
        long end = to;
        for (long at = to; at > from; at--)
        {
            var (kind, _, _, rewindTo) = OperationReader.Glance(entries[(int)(at - from - 1)].Bytes.Span);
            if (kind == OperationKind.Rewind)
            {
                path.Push((at, end));
                (end, at) = (rewindTo, rewindTo + 1);
            }
        }

        path.Push((from + 1, end));
        return end >= from ? path : null;
    }

    private async ValueTask<StreamState> ReplayAsync(
        long from, List<StoredEntry> entries, Stack<(long First, long Last)> path, CancellationToken cancellationToken)
    {
        var state = await LoadAsync(from, cancellationToken).ConfigureAwait(false);
        byte[] previous = state.EntryHash.ToArray();
        byte[][] hashes = [previous, .. entries.Select(entry => SHA256.HashData(entry.Bytes.Span))];
        foreach (var (first, last) in path)
        {
            for (long at = first; at <= last; at++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int index = (int)(at - from - 1);
                Apply(state, Read(entries[index], hashes[index]), entries[index], []);
            }
        }

        return state;
    }
}
