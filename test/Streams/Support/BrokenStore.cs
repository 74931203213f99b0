namespace AdaptiveML.Streams.Tests;

/// <summary>A store that breaks one rule, or fails when it is told to.</summary>
internal sealed class BrokenStore(string fault) : ILearnerStore
{
    private readonly MemoryStore _inner = new();

    /// <summary>Whether appends fail from now on.</summary>
    public bool Fails { get; set; }

    /// <summary>Told before each append; it may wait.</summary>
    public Func<Task> BeforeAppend { get; set; } = static () => Task.CompletedTask;

    public ValueTask<StreamContents> FindAsync(string stream, CancellationToken cancellationToken = default) => _inner.FindAsync(stream, cancellationToken);

    public ValueTask<StoredSnapshot?> ReadSnapshotAsync(string stream, long atOrBefore, CancellationToken cancellationToken = default) =>
        _inner.ReadSnapshotAsync(stream, atOrBefore, cancellationToken);

    public async IAsyncEnumerable<StoredEntry> ReadEntriesAsync(
        string stream, long after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var entry in _inner.ReadEntriesAsync(stream, after, cancellationToken))
        {
            byte[] bytes = entry.Bytes.ToArray();
            if (fault == "bytes" && bytes.Length > 0)
            {
                bytes[^1] ^= 1;
            }

            yield return entry with { Bytes = bytes };
        }
    }

    public async ValueTask<bool> AppendAsync(
        string stream, long sequence, IReadOnlyList<ReadOnlyMemory<byte>> entries, CancellationToken cancellationToken = default)
    {
        await BeforeAppend();
        bool isTaken = !Fails ? await _inner.AppendAsync(stream, sequence, entries, cancellationToken) : throw new IOException("The disk is full.");
        return isTaken || (fault == "head" && sequence == 1 && (await _inner.FindAsync(stream, cancellationToken)).Head > 0);
    }

    public async ValueTask<bool> SaveSnapshotAsync(string stream, StoredSnapshot snapshot, CancellationToken cancellationToken = default) =>
        await _inner.SaveSnapshotAsync(stream, snapshot, cancellationToken) || (fault == "snapshot" && snapshot.Sequence == 3);

    public ValueTask TrimAsync(string stream, long upTo, CancellationToken cancellationToken = default) => _inner.TrimAsync(stream, upTo, cancellationToken);

    public IAsyncEnumerable<string> ListAsync(CancellationToken cancellationToken = default) => _inner.ListAsync(cancellationToken);

    public ValueTask DisposeAsync() => default;
}
