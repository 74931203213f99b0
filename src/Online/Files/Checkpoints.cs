namespace AdaptiveML.Online;

/// <summary>
/// The files that one owner saves its states to, from any thread: one at a time, and never an older state over a newer one. It remembers what it wrote last,
/// so that another owner that writes the same file is noticed.
/// </summary>
/// <param name="keep">Files to keep, the new one included: <see cref="AtomicFile.Write"/>.</param>
/// <param name="calls">The operating system, or null for the real one.</param>
internal sealed class Checkpoints(int keep = 1, FileCalls? calls = null)
{
    private readonly Lock _turn = new();
    private readonly Dictionary<string, (long State, FileStamp Stamp)> _written = [];
    private long _states;

    /// <summary>A number for a state, to be taken with it: a state taken later has a larger one.</summary>
    public long Number() => Interlocked.Increment(ref _states);

    /// <summary>Saves a state, unless a later one was saved to the file in the meantime: then it is there already, and nothing is written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="state">The state's number.</param>
    /// <param name="write">Writes it.</param>
    /// <returns>Whether it was written.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder of the file does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written, is being written by another, or was written by another since; the message says
    /// which.</exception>
    public bool Save(string path, long state, Action<Stream> write)
    {
        lock (_turn)
        {
            string file = AtomicFile.Resolve(path);
            bool isKnown = _written.TryGetValue(file, out var last);
            if (isKnown && state < last.State)
            {
                return false;
            }

            _written[file] = (state, AtomicFile.Write(file, write, keep, isKnown ? last.Stamp : null, calls));
            return true;
        }
    }
}
