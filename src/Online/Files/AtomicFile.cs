namespace AdaptiveML.Online;

/// <summary>
/// Files that are there whole or not at all: written beside their target under the fixed name NAME.tmp, brought to the disk, moved over the target, and their
/// folder brought to the disk. Whatever fails, the old file is as it was. It keeps its mode, its owner where that is permitted, and a link that leads to it.
/// </summary>
internal static class AtomicFile
{
    /// <summary>The file that a path leads to, in full: a symbolic link is followed.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="DirectoryNotFoundException">The folder of the file does not exist.</exception>
    /// <exception cref="IOException">The link leads nowhere.</exception>
    public static string Resolve(string path)
    {
        string target = Path.GetFullPath(path);
        if (new FileInfo(target).LinkTarget is not null)
        {
            target = File.ResolveLinkTarget(target, returnFinalTarget: true)!.FullName;
        }

        return Directory.Exists(Path.GetDirectoryName(target))
            ? target
            : throw new DirectoryNotFoundException($"Could not write '{path}': there is no folder '{Path.GetDirectoryName(target)}'.");
    }

    /// <summary>Replaces a file, or begins it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="keep">Files to keep, the new one included: the others are NAME.1, the one before, NAME.2 and so on. At least 1.</param>
    /// <param name="expected">The stamp that the old file must have, or null for any.</param>
    /// <param name="calls">The operating system, or null for the real one.</param>
    /// <returns>The stamp of the new file.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder of the file does not exist.</exception>
    /// <exception cref="IOException">
    /// The file cannot be written, is being written by another, or has not the stamp; the message says which. Where the very last step fails, the new file is
    /// in its place, but may not be after a loss of power.
    /// </exception>
    public static FileStamp Write(string path, Action<Stream> write, int keep = 1, FileStamp? expected = null, FileCalls? calls = null)
    {
        ArgumentNullException.ThrowIfNull(write);
        Require.InRange(keep, 1, int.MaxValue);
        try
        {
            return Replace(Resolve(path), write, keep, expected, calls ?? FileCalls.System);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException($"Could not write '{path}': {exception.Message}", exception);
        }
    }

    private static FileStamp Replace(string target, Action<Stream> write, int keep, FileStamp? expected, FileCalls calls)
    {
        string folder = Path.GetDirectoryName(target)!, temporary = target + ".tmp";
        var stream = Begin(target, temporary, folder, calls);
        bool isMoved = false;
        try
        {
            if (File.Exists(target))
            {
                calls.CopyRights(target, stream);
            }

            write(stream);
            calls.Sync(stream);
            var stamp = FileStamp.Of(stream);
            using (calls.Exclude(folder))
            {
                RequireStamp(target, expected);
                Shift(target, keep, calls);

                // Closed first: a reader that opens the new file must not find it locked.
                stream.Dispose();
                calls.Move(temporary, target);
                isMoved = true;
            }

            calls.SyncFolder(folder);
            return stamp;
        }
        finally
        {
            End(stream, temporary, folder, isMoved, calls);
        }
    }

    /// <summary>Opens the temporary file, for this writer alone, when what earlier writers left has been swept.</summary>
    private static FileStream Begin(string target, string temporary, string folder, FileCalls calls)
    {
        using (calls.Exclude(folder))
        {
            SweepOlder(target, folder);
            if (File.Exists(temporary))
            {
                Sweep(target, temporary);
            }

            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None };
            if (!OperatingSystem.IsWindows() && File.Exists(target))
            {
                options.UnixCreateMode = File.GetUnixFileMode(target);
            }

            return new(temporary, options);
        }
    }

    private static void End(FileStream stream, string temporary, string folder, bool isMoved, FileCalls calls)
    {
        using (calls.Exclude(folder))
        {
            try
            {
                stream.Dispose();
            }
            finally
            {
                if (!isMoved)
                {
                    File.Delete(temporary);
                }
            }
        }
    }

    /// <summary>Deletes the temporary file of a writer that was killed.</summary>
    private static void Sweep(string target, string temporary)
    {
        try
        {
            new FileStream(temporary, FileMode.Open, FileAccess.Read, FileShare.None).Dispose();
        }
        catch (IOException exception)
        {
            throw new IOException($"Could not write '{target}': another is writing it just now ('{temporary}' is open).", exception);
        }

        File.Delete(temporary);
    }

    /// <summary>Deletes temporary files that bear the file's name and a GUID.</summary>
    private static void SweepOlder(string target, string folder)
    {
        string start = Path.GetFileName(target) + ".";
        foreach (string path in Directory.EnumerateFiles(folder, "*.tmp"))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            if (name.StartsWith(start, StringComparison.Ordinal) && Guid.TryParseExact(name.AsSpan(start.Length), "N", out _))
            {
                File.Delete(path);
            }
        }
    }

    private static void RequireStamp(string target, FileStamp? expected)
    {
        if (expected is not null && FileStamp.Of(target) is { } found && found != expected)
        {
            throw new IOException(
                $"Could not write '{target}': it is not as it was left here last, so another has written it since. To go on from what is there, load it; "
                + "to keep what is here, save it under another name.");
        }
    }

    /// <summary>Gives the files before the names they are kept under. The main name is never missing.</summary>
    private static void Shift(string target, int keep, FileCalls calls)
    {
        if (keep == 1 || !File.Exists(target))
        {
            return;
        }

        for (int age = keep - 1; age > 1; age--)
        {
            if (File.Exists($"{target}.{age - 1}"))
            {
                calls.Move($"{target}.{age - 1}", $"{target}.{age}");
            }
        }

        File.Delete($"{target}.1");
        calls.Link(target, $"{target}.1");
    }
}
