using AdaptiveML.Streams;

namespace AdaptiveML.Tool;

/// <summary>A stream on the disk.</summary>
/// <param name="Root">The folder of its store.</param>
/// <param name="Path">Its own folder.</param>
/// <param name="Name">Its name.</param>
internal sealed record JournalFolder(string Root, string Path, string Name)
{
    /// <summary>The streams in a folder, which is that of a store or of one of its streams.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The stream's name; null for all.</param>
    /// <exception cref="IOException">There is none.</exception>
    public static IReadOnlyList<JournalFolder> Find(string folder, string? name)
    {
        if (!Directory.Exists(folder))
        {
            throw new IOException($"There is no file and no folder '{folder}'.");
        }

        string full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(folder));
        string root = IsStream(full) ? Above(full) : full;
        string[] paths = IsStream(full) ? [full] : [.. Directory.EnumerateDirectories(full, "*", SearchOption.AllDirectories).Where(IsStream).Order()];
        var streams = paths.Select(path => new JournalFolder(root, path, StreamName.FromPath(System.IO.Path.GetRelativePath(root, path)))).ToArray();
        JournalFolder[] chosen = [.. streams.Where(stream => name is null || stream.Name == name)];
        return chosen.Length > 0 ? chosen
            : streams.Length == 0 ? throw new IOException($"There is no stream in '{folder}'.")
            : throw new IOException($"There is no stream '{name}' in '{folder}'; there {(streams.Length == 1 ? "is" : "are")} {Names(streams)}.");
    }

    /// <summary>The one stream that is meant.</summary>
    /// <exception cref="IOException">There is none, or there are several.</exception>
    public static JournalFolder One(string folder, string? name)
    {
        var streams = Find(folder, name);
        return streams.Count == 1
            ? streams[0]
            : throw new IOException($"There are {streams.Count} streams in '{folder}'; name one by --stream: {Names(streams)}.");
    }

    private static string Names(IEnumerable<JournalFolder> streams) => string.Join(", ", streams.Take(20).Select(stream => $"'{stream.Name}'"));

    private static bool IsStream(string folder) =>
        Directory.EnumerateFiles(folder, "*.snapshot").Any() || Directory.EnumerateFiles(folder, "*.journal").Any();

    /// <summary>The store's folder: the name of a long stream is cut into folders that end in the sign of escape.</summary>
    private static string Above(string stream)
    {
        string root = System.IO.Path.GetDirectoryName(stream)!;
        while (root.EndsWith('%'))
        {
            root = System.IO.Path.GetDirectoryName(root)!;
        }

        return root;
    }
}
