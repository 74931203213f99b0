namespace AdaptiveML.Docs.Tests;

/// <summary>The documents that users read.</summary>
internal static class Documents
{
    /// <summary>Their paths from the root.</summary>
    public static IEnumerable<string> All =>
        Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "docs"), "*.md").Select(path => Path.GetRelativePath(SourceTree.Root, path)).Append("README.md");
}
