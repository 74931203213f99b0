using System.Text.RegularExpressions;

namespace AdaptiveML.Architecture.Tests;

/// <summary>One C# file: where it lies, what it declares, which words its code uses.</summary>
internal sealed partial class SourceFile
{
    public SourceFile(string project, string path)
    {
        Path = path;
        Folder = path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : "";
        string text = SourceTree.Read($"src/{project}/{path}"), code = Literals().Replace(Comments().Replace(text, ""), "\"\"");
        Namespace = Namespaces().Match(text).Groups["name"].Value;
        Declared = [.. Declarations().Matches(code).Select(match => match.Groups["name"].Value).Distinct()];
        Words = [.. Names().Matches(code).Select(match => match.Value)];
    }

    /// <summary>From the project's folder.</summary>
    public string Path { get; }

    /// <summary>From the project's folder; empty at its root.</summary>
    public string Folder { get; }

    public string Namespace { get; }

    /// <summary>Names of the types declared at the top of the file.</summary>
    public string[] Declared { get; }

    /// <summary>Every capitalised name in the code.</summary>
    public HashSet<string> Words { get; }

    /// <summary>All files of a project under src.</summary>
    public static SourceFile[] All(string project) => [.. SourceTree.CSharpFiles("src/" + project).Select(path => new SourceFile(project, path))];

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex("\"\"\".*?\"\"\"|\\$?@?\"(?:\\\\.|[^\"\\\\\n])*\"", RegexOptions.Singleline)]
    private static partial Regex Literals();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespaces();

    [GeneratedRegex(
        @"^(?:public |internal |static |sealed |abstract |partial |readonly |ref |unsafe |file )*"
        + @"(?:class|struct|interface|enum|record struct|record class|record|delegate \S+) (?<name>[A-Z]\w*)",
        RegexOptions.Multiline)]
    private static partial Regex Declarations();

    [GeneratedRegex(@"\b[A-Z]\w*\b")]
    private static partial Regex Names();
}
