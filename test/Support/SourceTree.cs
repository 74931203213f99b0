using System.Reflection;

namespace AdaptiveML.Support;

/// <summary>The source tree that the tests were built from.</summary>
public static class SourceTree
{
    /// <summary>Its root folder.</summary>
    public static string Root { get; } = Path.GetFullPath(
        typeof(SourceTree).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!);

    /// <summary>The text of a file, its lines ended by '\n'.</summary>
    /// <param name="path">From the root.</param>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    /// <summary>The C# files below a folder, by their paths from that folder, with '/'.</summary>
    /// <param name="folder">From the root.</param>
    public static IEnumerable<string> CSharpFiles(string folder) => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Path.Combine(Root, folder), path).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);
}
