using System.Runtime.CompilerServices;

namespace AdaptiveML.Streams;

/// <summary>Keeps streams in memory, as long as the object lives: for tests, and where nothing has to outlast the process.</summary>
public sealed class MemoryStore : ILearnerStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Held> _streams = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<StreamContents> FindAsync(string stream, CancellationToken cancellationToken = default)
    {
        Check(stream, cancellationToken);
        lock (_lock)
        {
            return new(_streams.TryGetValue(stream, out var held) ? new(held.Head, [.. held.Snapshots.Keys]) : new StreamContents(0, []));
        }
    }

    /// <inheritdoc/>
    public ValueTask<StoredSnapshot?> ReadSnapshotAsync(string stream, long atOrBefore, CancellationToken cancellationToken = default)
    {
        Check(stream, cancellationToken);
        lock (_lock)
        {
            return new(_streams.TryGetValue(stream, out var held)
                ? held.Snapshots.Values.LastOrDefault(snapshot => snapshot.Sequence <= atOrBefore)
                : null);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredEntry> ReadEntriesAsync(
        string stream, long after, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Check(stream, cancellationToken);
        await ValueTask.CompletedTask.ConfigureAwait(false);
        byte[][] entries;
        lock (_lock)
        {
            entries = _streams.TryGetValue(stream, out var held) ? held.After(after) : [];
        }

        for (int i = 0; i < entries.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new(after + 1 + i, entries[i]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> AppendAsync(
        string stream, long sequence, IReadOnlyList<ReadOnlyMemory<byte>> entries, CancellationToken cancellationToken = default)
    {
        Check(stream, cancellationToken);
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentOutOfRangeException.ThrowIfZero(entries.Count, nameof(entries));
        lock (_lock)
        {
            if (sequence != (_streams.TryGetValue(stream, out var held) ? held.Head : 0) + 1)
            {
                return new(false);
            }

            held ??= _streams[stream] = new();
            for (int i = 0; i < entries.Count; i++)
            {
                held.Entries.Add(entries[i].ToArray());
            }

            return new(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> SaveSnapshotAsync(string stream, StoredSnapshot snapshot, CancellationToken cancellationToken = default)
    {
        Check(stream, cancellationToken);
        ArgumentNullException.ThrowIfNull(snapshot);
        lock (_lock)
        {
            var held = _streams.GetValueOrDefault(stream) ?? new();
            if (snapshot.Sequence < 0 || snapshot.Sequence > held.Head || held.NewestSnapshot >= snapshot.Sequence)
            {
                return new(false);
            }

            _streams[stream] = held;
            held.Snapshots.Add(snapshot.Sequence, snapshot with { Bytes = snapshot.Bytes.ToArray() });
            return new(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask TrimAsync(string stream, long upTo, CancellationToken cancellationToken = default)
    {
        Check(stream, cancellationToken);
        lock (_lock)
        {
            var held = _streams.GetValueOrDefault(stream) ?? new();
            ArgumentOutOfRangeException.ThrowIfGreaterThan(upTo, held.NewestSnapshot);
            held.Trim(upTo);
        }

        return default;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await ValueTask.CompletedTask.ConfigureAwait(false);
        string[] names;
        lock (_lock)
        {
            names = [.. _streams.Keys];
        }

        foreach (string name in names)
        {
            yield return name;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => default;

    private static void Check(string stream, CancellationToken cancellationToken)
    {
        StreamName.Validate(stream);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private sealed class Held
    {
        public List<byte[]> Entries { get; } = [];

        public SortedList<long, StoredSnapshot> Snapshots { get; } = [];

        public long Trimmed { get; private set; }

        public long Head => Trimmed + Entries.Count;

        /// <summary>−1 where there is none.</summary>
        public long NewestSnapshot => Snapshots.Count > 0 ? Snapshots.Keys[^1] : -1;

        public byte[][] After(long after)
        {
            if (after < Trimmed)
            {
                throw new InvalidOperationException($"Entry {after + 1} was trimmed; the first that is kept is {Trimmed + 1}.");
            }

            return after >= Head ? [] : [.. Entries.Skip((int)(after - Trimmed))];
        }

        public void Trim(long upTo)
        {
            if (upTo > Trimmed)
            {
                Entries.RemoveRange(0, (int)(upTo - Trimmed));
                Trimmed = upTo;
            }

            while (Snapshots.Count > 0 && Snapshots.Keys[0] < upTo)
            {
                Snapshots.RemoveAt(0);
            }
        }
    }
}
