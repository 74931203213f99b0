using Microsoft.Win32.SafeHandles;

namespace AdaptiveML.Online.Tests;

/// <summary>An operating system one of whose calls fails as a disk does that is broken or full.</summary>
internal sealed class FailingCalls(string failing) : FileCalls
{
    /// <summary>The calls that were made, in order.</summary>
    public List<string> Made { get; } = [];

    public override void Sync(SafeFileHandle file, string name) => System.Sync(file, name);

    public override void Sync(FileStream stream)
    {
        Make(nameof(Sync));
        System.Sync(stream);
    }

    public override void SyncFolder(string folder)
    {
        Make(nameof(SyncFolder));
        System.SyncFolder(folder);
    }

    public override void Move(string from, string to)
    {
        Make(nameof(Move));
        System.Move(from, to);
    }

    public override void Link(string from, string to)
    {
        Make(nameof(Link));
        System.Link(from, to);
    }

    public override void CopyRights(string from, FileStream to)
    {
        Make(nameof(CopyRights));
        System.CopyRights(from, to);
    }

    public override IDisposable Exclude(string folder) => System.Exclude(folder);

    private void Make(string call)
    {
        Made.Add(call);
        if (call == failing)
        {
            throw new IOException($"{call} failed: Input/output error (5).");
        }
    }
}
