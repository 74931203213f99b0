using Microsoft.Win32.SafeHandles;

namespace AdaptiveML.Online;

/// <summary>What a file that must not be lost needs of the operating system, and .NET does not give: every failure is told.</summary>
internal abstract class FileCalls
{
    /// <summary>Those of this operating system.</summary>
    public static FileCalls System { get; } = OperatingSystem.IsWindows() ? new WindowsFileCalls() : new UnixFileCalls();

    /// <summary>Brings what was written to the disk.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">What it is called in an error.</param>
    /// <exception cref="IOException">It is not on the disk.</exception>
    public abstract void Sync(SafeFileHandle file, string name);

    /// <summary>The same of a stream, with what it still holds.</summary>
    /// <param name="stream">The file.</param>
    /// <exception cref="IOException">It is not on the disk.</exception>
    public virtual void Sync(FileStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Flush();
        Sync(stream.SafeFileHandle, stream.Name);
    }

    /// <summary>Brings the names in a folder to the disk.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">They are not on the disk.</exception>
    public abstract void SyncFolder(string folder);

    /// <summary>Gives a file another name; one that has the name is replaced at once.</summary>
    /// <param name="from">The file.</param>
    /// <param name="to">Its new name, in the same folder.</param>
    /// <exception cref="IOException">Both are as they were.</exception>
    public abstract void Move(string from, string to);

    /// <summary>Gives a file a second name, which must be free; a copy of it where the file system has no second names.</summary>
    /// <param name="from">The file.</param>
    /// <param name="to">The second name, in the same folder.</param>
    /// <exception cref="IOException">It has none.</exception>
    public abstract void Link(string from, string to);

    /// <summary>Gives a file that was just created the rights, and where that is permitted the owner, of another.</summary>
    /// <param name="from">The other.</param>
    /// <param name="to">The file.</param>
    public abstract void CopyRights(string from, FileStream to);

    /// <summary>Waits until no other writer, of this process or another, gives or takes names in a folder, and keeps them waiting until it is
    /// disposed.</summary>
    /// <param name="folder">The folder.</param>
    public abstract IDisposable Exclude(string folder);
}
