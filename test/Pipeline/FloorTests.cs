using System.Text.RegularExpressions;

namespace AdaptiveML.Pipeline.Tests;

/// <summary>
/// The folders of src/Pipeline stand on each other as floors: a file names types of its own floor and of those below it, and of no floor above.
/// </summary>
[TestClass]
public sealed partial class FloorTests
{
    /// <summary>The folders from the ground up; the catalogs, which have no folder, stand on top.</summary>
    private static readonly string[] Floors =
        ["Columns", "Labels", "Rows", "Training", "Models", "Views", "Saving", "Transformers", "Chains", "Engine", "Updating", "Importance", ""];

    [TestMethod]
    public void No_file_names_a_type_of_a_floor_above_its_own()
    {
        var sources = Directory.GetFiles(Root(), "*.cs", SearchOption.AllDirectories)
            .Select(path => (Name: Path.GetRelativePath(Root(), path), Text: Insignificant().Replace(File.ReadAllText(path), " ")))
            .ToArray();
        var floorOf = sources
            .SelectMany(source => Declaration().Matches(source.Text).Select(match => (Type: match.Groups["name"].Value, Floor: Floor(source.Name))))
            .DistinctBy(declared => declared.Type)
            .ToDictionary(declared => declared.Type, declared => declared.Floor);

        var upwards = sources.SelectMany(source => Word().Matches(source.Text)
            .Select(match => match.Value)
            .Distinct()
            .Where(word => floorOf.GetValueOrDefault(word, -1) > Floor(source.Name))
            .Select(word => $"{source.Name} names {word} of {Floors[floorOf[word]]}"));

        Assert.IsGreaterThan(100, floorOf.Count);
        Assert.AreEqual("", string.Join('\n', upwards));
    }

    private static int Floor(string file)
    {
        int floor = Array.IndexOf(Floors, Path.GetDirectoryName(file));
        Assert.IsGreaterThanOrEqualTo(0, floor, $"{file} is in a folder that has no place among the floors");
        return floor;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AdaptiveML.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run within the repository.");
        }

        return Path.Combine(folder.FullName, "src", "Pipeline");
    }

    /// <summary>Comments and texts.</summary>
    [GeneratedRegex(@"//.*|/\*[\s\S]*?\*/|\$?""(?:\\.|[^""\\\n])*""")]
    private static partial Regex Insignificant();

    /// <summary>Types that are declared at the beginning of a line, so that those within others do not count.</summary>
    [GeneratedRegex(
        @"^(?:(?:public|internal|static|sealed|abstract|partial|readonly|ref) )+(?:class|struct|interface|enum|record(?: struct| class)?) (?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\b[A-Z]\w*\b")]
    private static partial Regex Word();
}
