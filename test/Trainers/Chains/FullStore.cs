using AdaptiveML.Streams;

namespace AdaptiveML.Trainers.Tests.Chains;

/// <summary>A store in memory that may have no room for snapshots.</summary>
internal sealed class FullStore : ILearnerStore
{
    private readonly MemoryStore _store = new();

    public bool IsFull { get; set; }

    public ValueTask<StreamContents> FindAsync(string stream, CancellationToken cancellationToken = default) => _store.FindAsync(stream, cancellationToken);

    public ValueTask<StoredSnapshot?> ReadSnapshotAsync(string stream, long atOrBefore, CancellationToken cancellationToken = default) =>
        _store.ReadSnapshotAsync(stream, atOrBefore, cancellationToken);

    public IAsyncEnumerable<StoredEntry> ReadEntriesAsync(string stream, long after, CancellationToken cancellationToken = default) =>
        _store.ReadEntriesAsync(stream, after, cancellationToken);

    public ValueTask<bool> AppendAsync(
        string stream, long sequence, IReadOnlyList<ReadOnlyMemory<byte>> entries, CancellationToken cancellationToken = default) =>
        _store.AppendAsync(stream, sequence, entries, cancellationToken);

    public ValueTask<bool> SaveSnapshotAsync(string stream, StoredSnapshot snapshot, CancellationToken cancellationToken = default) =>
        IsFull ? throw new IOException("The disk is full.") : _store.SaveSnapshotAsync(stream, snapshot, cancellationToken);

    public ValueTask TrimAsync(string stream, long upTo, CancellationToken cancellationToken = default) => _store.TrimAsync(stream, upTo, cancellationToken);

    public IAsyncEnumerable<string> ListAsync(CancellationToken cancellationToken = default) => _store.ListAsync(cancellationToken);

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
