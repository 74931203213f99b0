using System.Runtime.CompilerServices;
using AdaptiveML.Streams;

namespace AdaptiveML.Tool;

/// <summary>
/// The files of a stream, read and never changed, also while somebody else writes them: there is no lock, and an end that is torn stays, and is not read.
/// </summary>
internal sealed class FilesAsTheyAre(JournalFolder folder) : ILearnerStore
{
    /// <inheritdoc/>
    public ValueTask<StreamContents> FindAsync(string stream, CancellationToken cancellationToken = default)
    {
        long head = 0;
        foreach (var (_, last) in Segments(0))
        {
            head = last;
        }

        return new(new StreamContents(head, SnapshotFile.List(folder.Path)));
    }

    /// <summary>The first entry that is kept; 1 more than the head where there is none.</summary>
    public long First => SegmentFile.List(folder.Path) is [var first, ..] ? first : 1;

    /// <summary>All snapshots' numbers.</summary>
    public IReadOnlyList<long> Snapshots => SnapshotFile.List(folder.Path);

    /// <inheritdoc/>
    public ValueTask<StoredSnapshot?> ReadSnapshotAsync(string stream, long atOrBefore, CancellationToken cancellationToken = default)
    {
        long newest = SnapshotFile.List(folder.Path).LastOrDefault(sequence => sequence <= atOrBefore, -1);
        return new(newest < 0 ? null : SnapshotFile.Read(folder.Path, newest));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredEntry> ReadEntriesAsync(
        string stream, long after, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await ValueTask.CompletedTask;
        if (after + 1 < First)
        {
            throw new InvalidOperationException($"Operation {after + 1} is not kept any more; the first that is kept is {First}.");
        }

        foreach (var (entries, _) in Segments(after))
        {
            foreach (var entry in entries)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return entry;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> AppendAsync(
        string stream, long sequence, IReadOnlyList<ReadOnlyMemory<byte>> entries, CancellationToken cancellationToken = default) => throw OnlyRead();

    /// <inheritdoc/>
    public ValueTask<bool> SaveSnapshotAsync(string stream, StoredSnapshot snapshot, CancellationToken cancellationToken = default) => throw OnlyRead();

    /// <inheritdoc/>
    public ValueTask TrimAsync(string stream, long upTo, CancellationToken cancellationToken = default) => throw OnlyRead();

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await ValueTask.CompletedTask;
        yield return folder.Name;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => default;

    private static NotSupportedException OnlyRead() => new("The files are only read.");

    /// <summary>The whole entries behind one, segment by segment, and the number of the last.</summary>
    private IEnumerable<(IReadOnlyList<StoredEntry> Entries, long Last)> Segments(long after)
    {
        var segments = SegmentFile.List(folder.Path);
        for (int i = 0; i < segments.Count; i++)
        {
            bool isLast = i == segments.Count - 1;
            string path = Path.Combine(folder.Path, SegmentFile.Name(segments[i]));
            if ((!isLast && segments[i + 1] <= after + 1) || (isLast && new FileInfo(path).Length < SegmentFile.HeadLength))
            {
                continue;
            }

            byte[] bytes = SegmentFile.Read(path);
            long last = SegmentFile.Scan(path, bytes, out int end);
            if (!isLast && last != segments[i + 1] - 1)
            {
                throw SegmentFile.Damaged(path, end, $"entry {last + 1} is not whole");
            }

            var entries = new List<StoredEntry>();
            for (int at = SegmentFile.HeadLength; at < end;)
            {
                var (number, entry) = SegmentRecord.Read(bytes, ref at);
                if (number > after)
                {
                    entries.Add(new(number, entry));
                }
            }

            yield return (entries, last);
        }
    }
}
