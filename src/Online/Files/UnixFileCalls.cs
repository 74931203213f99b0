using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace AdaptiveML.Online;

/// <summary>Of Linux, macOS and their kin.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed partial class UnixFileCalls : FileCalls
{
    private const int Interrupted = 4, InvalidArgument = 22, Exclusively = 2;

    /// <summary>A child process does not inherit what was opened so.</summary>
    private static readonly int CloseOnExec = OperatingSystem.IsLinux() ? 0x80000 : OperatingSystem.IsMacOS() ? 0x1000000 : 0;

    /// <inheritdoc/>
    public override void Sync(SafeFileHandle file, string name)
    {
        // On macOS .NET's flush goes through the disk's own cache, but tells no failure; elsewhere it would take the failure away from the call behind it.
        if (OperatingSystem.IsMacOS())
        {
            RandomAccess.FlushToDisk(file);
        }

        if (Repeat(() => FSync(file)) is not 0 and var error)
        {
            throw Failure("fsync", name, error);
        }
    }

    /// <inheritdoc/>
    public override void SyncFolder(string folder)
    {
        using var handle = Open(folder);
        if (Repeat(() => FSync(handle)) is not (0 or InvalidArgument) and var error)
        {
            // Invalid argument: a file system that cannot, and need not.
            throw Failure("fsync", folder, error);
        }
    }

    /// <inheritdoc/>
    public override void Move(string from, string to) => File.Move(from, to, overwrite: true);

    /// <inheritdoc/>
    public override void Link(string from, string to)
    {
        if (HardLink(from, to) != 0)
        {
            File.Copy(from, to);
        }
    }

    /// <inheritdoc/>
    public override void CopyRights(string from, FileStream to)
    {
        ArgumentNullException.ThrowIfNull(to);
        if (OperatingSystem.IsLinux() && FileOwner.Of(from) is { } owner && FileOwner.Of(to.Name) != owner)
        {
            // Not permitted to all: the file then stays the writer's.
            _ = FChOwn(to.SafeFileHandle, owner.User, owner.Group);
        }

        File.SetUnixFileMode(to.SafeFileHandle, File.GetUnixFileMode(from));
    }

    /// <inheritdoc/>
    public override IDisposable Exclude(string folder)
    {
        var handle = Open(folder);

        // Not every file system has locks. Without, two writers that begin within microseconds of each other are not told apart.
        _ = Repeat(() => FLock(handle, Exclusively));
        return handle;
    }

    private static SafeFileHandle Open(string folder)
    {
        var handle = Open(folder, CloseOnExec);
        int error = Marshal.GetLastPInvokeError();
        return handle.IsInvalid ? throw Failure("open", folder, error) : handle;
    }

    /// <summary>Calls until it is not interrupted; gives 0 or the error.</summary>
    private static int Repeat(Func<int> call)
    {
        while (call() != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
            {
                return error;
            }
        }

        return 0;
    }

    private static IOException Failure(string call, string path, int error) =>
        new($"{call} of '{path}' failed: {Marshal.GetPInvokeErrorMessage(error)} ({error}).");

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int FLock(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    private static partial int FChOwn(SafeFileHandle file, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int HardLink(string from, string to);
}
