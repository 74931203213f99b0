using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AdaptiveML.Streams;

/// <summary>
/// Makes files and folders last. .NET's own <c>RandomAccess.FlushToDisk</c> and <c>FileStream.Flush(true)</c> say nothing when the system reports an error.
/// </summary>
internal static partial class Fsync
{
    private const int Interrupted = 4, ReadOnly = 0, FullFlush = 51;

    /// <exception cref="IOException">The system reports an error, with its number.</exception>
    public static void File(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
        {
            if (!FlushFileBuffers(file))
            {
                throw Failed("FlushFileBuffers", Marshal.GetLastPInvokeError());
            }

            return;
        }

        // On macOS fsync leaves the bytes in the drive's cache.
        while ((OperatingSystem.IsMacOS() ? Control(file, FullFlush) : Flush(file)) != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
            {
                throw Failed("fsync", error);
            }
        }
    }

    /// <summary>Makes the names in a folder last. Windows does so by itself.</summary>
    /// <exception cref="IOException">The system reports an error, with its number.</exception>
    public static void Folder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int descriptor = Open(path, ReadOnly);
        if (descriptor < 0)
        {
            throw Failed($"open of '{path}'", Marshal.GetLastPInvokeError());
        }

        using var folder = new SafeFileHandle(descriptor, ownsHandle: true);
        File(folder);
    }

    private static IOException Failed(string call, int error) => new($"{call} failed with error {error}: {Marshal.GetPInvokeErrorMessage(error)}.", error);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Flush(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(SafeFileHandle file, int command);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool FlushFileBuffers(SafeFileHandle file);
}
