using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AdaptiveML.Online;

/// <summary>Of Windows, which has no folders to bring to the disk: a move writes through. A file takes the rights of its folder.</summary>
internal sealed partial class WindowsFileCalls : FileCalls
{
    private const uint ReplaceExisting = 1, WriteThrough = 8;

    /// <inheritdoc/>
    public override void Sync(SafeFileHandle file, string name)
    {
        if (!FlushFileBuffers(file))
        {
            throw Failure("FlushFileBuffers", name);
        }
    }

    /// <inheritdoc/>
    public override void SyncFolder(string folder)
    {
    }

    /// <inheritdoc/>
    public override void Move(string from, string to)
    {
        if (!MoveFileEx(from, to, ReplaceExisting | WriteThrough))
        {
            throw Failure("MoveFileEx", to);
        }
    }

    /// <inheritdoc/>
    public override void Link(string from, string to)
    {
        if (!CreateHardLink(to, from, 0))
        {
            File.Copy(from, to);
        }
    }

    /// <inheritdoc/>
    public override void CopyRights(string from, FileStream to)
    {
    }

    /// <summary>Nothing to wait for: a file that is open cannot be moved or replaced by another.</summary>
    public override IDisposable Exclude(string folder) => Stream.Null;

    private static IOException Failure(string call, string path) =>
        new($"{call} of '{path}' failed: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())} ({Marshal.GetLastPInvokeError()}).");

    [LibraryImport("kernel32", EntryPoint = "FlushFileBuffers", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool FlushFileBuffers(SafeFileHandle file);

    [LibraryImport("kernel32", EntryPoint = "MoveFileExW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool MoveFileEx(string from, string to, uint flags);

    [LibraryImport("kernel32", EntryPoint = "CreateHardLinkW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateHardLink(string to, string from, nint security);
}
