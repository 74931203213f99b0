using AdaptiveML.Online;
using Microsoft.Win32.SafeHandles;

namespace AdaptiveML.Streams;

/// <summary>All that changes files. Tests let a step fail.</summary>
/// <param name="flushes">Whether what is written is made to last.</param>
/// <param name="fault">
/// Asked before each step, with the bytes that it is to write: how many of them to write before it fails; null where it is not to fail. May be null itself.
/// </param>
internal sealed class FileSteps(bool flushes, Func<FileStep, int, int?>? fault)
{
    /// <summary>Whether what is written is made to last.</summary>
    public bool Flushes => flushes;

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long at)
    {
        if (fault?.Invoke(FileStep.Write, bytes.Length) is { } part)
        {
            RandomAccess.Write(file, bytes[..part], at);
            throw Failed(FileStep.Write);
        }

        RandomAccess.Write(file, bytes, at);
    }

    public void Flush(SafeFileHandle file, string name)
    {
        Ask(FileStep.Flush);
        if (flushes)
        {
            FileCalls.System.Sync(file, name);
        }
    }

    public void FlushFolder(string folder)
    {
        Ask(FileStep.FlushFolder);
        if (flushes)
        {
            FileCalls.System.SyncFolder(folder);
        }
    }

    public void Rename(string from, string to)
    {
        Ask(FileStep.Rename);
        File.Move(from, to, overwrite: false);
    }

    public void Delete(string path)
    {
        Ask(FileStep.Delete);
        File.Delete(path);
    }

    public void Truncate(SafeFileHandle file, long length)
    {
        Ask(FileStep.Truncate);
        RandomAccess.SetLength(file, length);
    }

    private void Ask(FileStep step)
    {
        if (fault?.Invoke(step, 0) is not null)
        {
            throw Failed(step);
        }
    }

    private static IOException Failed(FileStep step) => new($"{step} fails, as it was told to.");
}
