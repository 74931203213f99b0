using System.Runtime.CompilerServices;

namespace AdaptiveML.Streams;

/// <summary>
/// Keeps streams as files: a folder a stream, in it the segments of its journal and its snapshots. One process at a time has a stream open; it holds an
/// exclusive lock on the file "lock". docs/streams.md has the format byte by byte.
/// </summary>
/// <remarks>
/// <para>When a stream is opened, an end of the journal that is not whole is cut off: it was never acknowledged. Damage that whole entries follow is an
/// <see cref="InvalidDataException"/> that names file and byte.</para>
/// <para>Where a write or a flush fails, as on a full disk, the call throws an <see cref="IOException"/>, and so does every later change of this stream until
/// the store is opened again. What was acknowledged is not touched.</para>
/// </remarks>
public sealed class FileStore : ILearnerStore
{
    private readonly string _root;
    private readonly FileStoreOptions _options;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, FileJournal> _journals = new(StringComparer.Ordinal);
    private bool _isDisposed;

    /// <summary>Opens a store.</summary>
    /// <param name="folder">The folder, which is made if it is not there.</param>
    /// <param name="options">How it writes.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public FileStore(string folder, FileStoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _options = options ?? new();
        _options.Validate();
        _root = Directory.CreateDirectory(folder).FullName;
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">Another process has the stream open.</exception>
    public ValueTask<StreamContents> FindAsync(string stream, CancellationToken cancellationToken = default) =>
        new(Find(stream, cancellationToken)?.Contents ?? new(0, []));

    /// <inheritdoc/>
    public ValueTask<StoredSnapshot?> ReadSnapshotAsync(string stream, long atOrBefore, CancellationToken cancellationToken = default) =>
        new(Find(stream, cancellationToken)?.ReadSnapshot(atOrBefore));

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredEntry> ReadEntriesAsync(
        string stream, long after, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await ValueTask.CompletedTask.ConfigureAwait(false);
        foreach (var (path, length, next) in Find(stream, cancellationToken)?.SegmentsAfter(after) ?? [])
        {
            byte[] bytes = SegmentFile.Read(path, length);
            long last = SegmentFile.Scan(path, bytes, out int end);
            if (end != bytes.Length || last != next - 1)
            {
                throw SegmentFile.Damaged(path, end, $"entry {last + 1} is not whole");
            }

            int at = SegmentFile.HeadLength;
            while (at < end)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (number, entry) = SegmentRecord.Read(bytes, ref at);
                if (number > after)
                {
                    yield return new(number, entry);
                }
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> AppendAsync(
        string stream, long sequence, IReadOnlyList<ReadOnlyMemory<byte>> entries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentOutOfRangeException.ThrowIfZero(entries.Count, nameof(entries));
        return sequence == 1 ? Open(stream, cancellationToken).Append(sequence, entries)
            : Find(stream, cancellationToken)?.Append(sequence, entries) ?? new(false);
    }

    /// <inheritdoc/>
    public ValueTask<bool> SaveSnapshotAsync(string stream, StoredSnapshot snapshot, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return new((snapshot.Sequence == 0 ? Open(stream, cancellationToken) : Find(stream, cancellationToken))?.SaveSnapshot(snapshot) ?? false);
    }

    /// <inheritdoc/>
    public ValueTask TrimAsync(string stream, long upTo, CancellationToken cancellationToken = default)
    {
        var journal = Find(stream, cancellationToken) ?? throw new ArgumentOutOfRangeException(nameof(upTo), upTo, "The stream has no snapshot.");
        journal.Trim(upTo);
        return default;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await ValueTask.CompletedTask.ConfigureAwait(false);
        foreach (string folder in Folders(_root))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (SegmentFile.List(folder).Count > 0 || SnapshotFile.List(folder).Count > 0)
            {
                yield return StreamName.FromPath(Path.GetRelativePath(_root, folder));
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        FileJournal[] journals;
        lock (_lock)
        {
            _isDisposed = true;
            journals = [.. _journals.Values];
            _journals.Clear();
        }

        foreach (var journal in journals)
        {
            await journal.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The folders of streams; a folder whose name ends in the sign of escape goes on below.</summary>
    private static IEnumerable<string> Folders(string root) =>
        Directory.EnumerateDirectories(root).SelectMany(folder => folder.EndsWith('%') ? Folders(folder) : [folder]);

    /// <summary>The stream's files, or null where it has none.</summary>
    private FileJournal? Find(string stream, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _journals.TryGetValue(stream, out var journal) ? journal
                : Directory.Exists(Path.Combine(_root, StreamName.ToPath(stream))) ? Open(stream, cancellationToken)
                : null;
        }
    }

    private FileJournal Open(string stream, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (!_journals.TryGetValue(stream, out var journal))
            {
                _journals[stream] = journal = new(Path.Combine(_root, StreamName.ToPath(stream)), _options);
            }

            return journal;
        }
    }
}
