using Microsoft.Win32.SafeHandles;

namespace AdaptiveML.Streams;

/// <summary>The files of one stream, which nobody else may write while this is open.</summary>
internal sealed partial class FileJournal : IAsyncDisposable
{
    private const string LockName = "lock";

    private readonly Lock _lock = new();
    private readonly string _folder;
    private readonly FileStoreOptions _options;
    private readonly FileSteps _steps;
    private readonly FileStream _ownership;
    private readonly List<long> _segments;
    private readonly List<long> _snapshots;
    private SafeFileHandle? _file;
    private long _length;
    private byte[] _records = [];

    /// <summary>Opens a folder, which is made if it is not there. A torn end of the journal is cut off.</summary>
    /// <exception cref="IOException">Somebody else has it open, or it cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public FileJournal(string folder, FileStoreOptions options)
    {
        (_folder, _options, _steps) = (folder, options, new(options.Flushes, options.Fault));
        Directory.CreateDirectory(folder);
        _ownership = new(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            FlushParents();
            SnapshotFile.Clean(folder, _steps);
            _segments = SegmentFile.List(folder);
            _snapshots = SnapshotFile.List(folder);
            OpenLast();
            if (NewestSnapshot > Head)
            {
                // A snapshot is kept behind the commit of what it stands on.
                throw new InvalidDataException($"The journal in '{folder}' ends with entry {Head}, before the snapshot {NewestSnapshot} that stands on it.");
            }
        }
        catch
        {
            _file?.Dispose();
            _ownership.Dispose();
            throw;
        }
    }

    private long Head { get; set; }

    private long NewestSnapshot => _snapshots.Count > 0 ? _snapshots[^1] : -1;

    public StreamContents Contents
    {
        get
        {
            lock (_lock)
            {
                return new(Head, [.. _snapshots]);
            }
        }
    }

    public StoredSnapshot? ReadSnapshot(long atOrBefore)
    {
        lock (_lock)
        {
            int at = _snapshots.FindLastIndex(sequence => sequence <= atOrBefore);
            return at >= 0 ? SnapshotFile.Read(_folder, _snapshots[at]) : null;
        }
    }

    /// <summary>The segments that hold what follows an entry: their files, and how many bytes of each are to be read.</summary>
    /// <exception cref="InvalidOperationException">That entry was trimmed.</exception>
    public List<(string Path, long? Length, long Next)> SegmentsAfter(long after)
    {
        lock (_lock)
        {
            if (_segments.Count == 0 || after >= Head)
            {
                return [];
            }

            if (after < _segments[0] - 1)
            {
                throw new InvalidOperationException($"Entry {after + 1} was trimmed; the first that is kept is {_segments[0]}.");
            }

            int first = Math.Max(0, _segments.FindLastIndex(segment => segment <= after + 1));
            return [.. Enumerable.Range(first, _segments.Count - first).Select(i => (
                Path.Combine(_folder, SegmentFile.Name(_segments[i])),
                i == _segments.Count - 1 ? _length : (long?)null,
                i == _segments.Count - 1 ? Head + 1 : _segments[i + 1]))];
        }
    }

    public bool SaveSnapshot(StoredSnapshot snapshot)
    {
        lock (_lock)
        {
            ThrowIfFailed();
            if (snapshot.Sequence < 0 || snapshot.Sequence > Head || NewestSnapshot >= snapshot.Sequence)
            {
                return false;
            }

            Try(() => SnapshotFile.Write(_folder, snapshot, _steps));
            _snapshots.Add(snapshot.Sequence);
            return true;
        }
    }

    public void Trim(long upTo)
    {
        lock (_lock)
        {
            ThrowIfFailed();
            ArgumentOutOfRangeException.ThrowIfGreaterThan(upTo, NewestSnapshot);
            Try(() =>
            {
                while (_snapshots.Count > 0 && _snapshots[0] < upTo)
                {
                    SnapshotFile.Delete(_folder, _snapshots[0], _steps);
                    _snapshots.RemoveAt(0);
                }

                while (_segments.Count > 1 && _segments[1] <= upTo + 1)
                {
                    _steps.Delete(Path.Combine(_folder, SegmentFile.Name(_segments[0])));
                    _segments.RemoveAt(0);
                }

                _steps.FlushFolder(_folder);
            });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await FlushedAsync().ConfigureAwait(false);
        lock (_lock)
        {
            DisposeRetired();
            _file?.Dispose();
        }

        await _ownership.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The names of the folder and of the lock in it last, and so do those of the folders above that were made with it.</summary>
    private void FlushParents()
    {
        _steps.FlushFolder(_folder);
        for (string? parent = Path.GetDirectoryName(_folder); parent?.EndsWith('%') == true; parent = Path.GetDirectoryName(parent))
        {
            _steps.FlushFolder(parent);
        }

        _steps.FlushFolder(Path.GetDirectoryName(_folder)!);
    }

    private void OpenLast()
    {
        if (_segments.Count == 0)
        {
            Head = 0;
            return;
        }

        string path = Path.Combine(_folder, SegmentFile.Name(_segments[^1]));
        if (new FileInfo(path).Length < SegmentFile.HeadLength)
        {
            // Its making was cut short: nothing was ever in it, and the segment before it is whole.
            _steps.Delete(path);
            _steps.FlushFolder(_folder);
            _segments.RemoveAt(_segments.Count - 1);
            OpenLast();
            return;
        }

        byte[] bytes = SegmentFile.Read(path);
        Head = SegmentFile.Scan(path, bytes, out int end);
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
        _length = end;
        if (end < bytes.Length)
        {
            _steps.Truncate(_file, end);
        }

        // What was written and not acknowledged may still be in the system's cache alone; from here on it counts.
        _steps.Flush(_file, path);
    }
}
