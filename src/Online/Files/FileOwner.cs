using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace AdaptiveML.Online;

/// <summary>Whose a file is, on Linux.</summary>
/// <param name="User">The number of the user.</param>
/// <param name="Group">The number of the group.</param>
[SupportedOSPlatform("linux")]
internal readonly partial record struct FileOwner(uint User, uint Group)
{
    private const int CurrentFolder = -100;
    private const uint UserAndGroup = 0x18;

    /// <summary>Whose a file is, or null where that cannot be told.</summary>
    /// <param name="path">The file; links are followed.</param>
    public static FileOwner? Of(string path) =>
        StatX(CurrentFolder, path, 0, UserAndGroup, out var status) == 0 ? new(status.User, status.Group) : null;

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int folder, string path, int flags, uint mask, out Status status);

    /// <summary>Of Linux's struct statx, which is the same on all processors.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(20)]
        public uint User;

        [FieldOffset(24)]
        public uint Group;
    }
}
