namespace AdaptiveML.Streams;

/// <summary>
/// Keeps streams: of each a journal of entries, numbered from 1 without gaps, and snapshots. Entries and snapshots are bytes; a store does not look into them.
/// </summary>
/// <remarks>
/// <para>Calls may come from many threads at once. <c>LearnerStoreConformance</c> tests what is said here; a store that passes it can stand under any stream.
/// </para>
/// <para>Whatever returns has been done and lasts, as far as the store's own settings say. Whatever throws may have been done or not, but never by halves: of a
/// batch a first part may be there. A call that is cancelled throws <see cref="OperationCanceledException"/>, and so do all whose token was cancelled before.
/// </para>
/// </remarks>
public interface ILearnerStore : IAsyncDisposable
{
    /// <summary>What there is of a stream; of one that nobody has written to, nothing.</summary>
    /// <param name="stream">Its name: 1 to 200 characters, <see cref="StreamName"/>. Names that differ in case only are two.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException">It is no name.</exception>
    /// <exception cref="InvalidDataException">What is stored is damaged.</exception>
    /// <exception cref="IOException">The store cannot be reached.</exception>
    ValueTask<StreamContents> FindAsync(string stream, CancellationToken cancellationToken = default);

    /// <summary>The newest snapshot at or before an entry, or null where there is none.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="atOrBefore">The entry's number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="InvalidDataException">The snapshot is damaged.</exception>
    ValueTask<StoredSnapshot?> ReadSnapshotAsync(string stream, long atOrBefore, CancellationToken cancellationToken = default);

    /// <summary>The entries behind one, in their order, without gaps, up to the head as it was when the reading began.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="after">Number of the entry before the first to be read; 0 for all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="InvalidOperationException">The entry behind <paramref name="after"/> was trimmed.</exception>
    /// <exception cref="InvalidDataException">An entry is damaged.</exception>
    IAsyncEnumerable<StoredEntry> ReadEntriesAsync(string stream, long after, CancellationToken cancellationToken = default);

    /// <summary>Appends entries if the first of them is the next, whatever was trimmed: a compare-and-set of the head.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="sequence">Number of the first entry.</param>
    /// <param name="entries">At least one. Their memory is read until the call has ended.</param>
    /// <param name="cancellationToken">Cancels the call. Where it is cancelled on the way, the entries may be there or not.</param>
    /// <returns>Whether they were appended; false: <paramref name="sequence"/> is not the head plus 1, somebody else has written (fenced).</returns>
    /// <exception cref="IOException">They could not be made to last. The store may refuse all that is appended later.</exception>
    ValueTask<bool> AppendAsync(
        string stream, long sequence, IReadOnlyList<ReadOnlyMemory<byte>> entries, CancellationToken cancellationToken = default);

    /// <summary>Keeps a snapshot beside the older ones.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>False, and nothing is done, where there is one as new or newer, or the snapshot is of an entry behind the head.</returns>
    ValueTask<bool> SaveSnapshotAsync(string stream, StoredSnapshot snapshot, CancellationToken cancellationToken = default);

    /// <summary>Forgets the entries up to one, and the snapshots before it. A store may keep more.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="upTo">The entry's number, at most that of the newest snapshot.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentOutOfRangeException">No snapshot is as new as <paramref name="upTo"/>.</exception>
    ValueTask TrimAsync(string stream, long upTo, CancellationToken cancellationToken = default);

    /// <summary>The streams that were written to, in no order.</summary>
    IAsyncEnumerable<string> ListAsync(CancellationToken cancellationToken = default);
}
