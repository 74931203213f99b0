using System.Text.RegularExpressions;

namespace AdaptiveML.Architecture.Tests;

/// <summary>The list of changes that once went unnoticed follows the code.</summary>
[TestClass]
public sealed partial class MutantTests
{
    public static IEnumerable<object[]> Mutants()
    {
        var lines = SourceTree.Read("eng/mutants.txt").Split('\n').Where(line => !line.StartsWith('#'));
        return BlankLines().Split(string.Join('\n', lines).Trim()).Select(block => new object[] { block.Split('\n')[0], block });
    }

    [TestMethod]
    [DynamicData(nameof(Mutants))]
    public void The_line_that_a_mutant_changes_is_in_its_file_once(string name, string mutant)
    {
        string source = SourceTree.Read(Line(mutant, "file: "));
        string[] words = Line(mutant, "- ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Assert.HasCount(1, Regex.Matches(source, string.Join(@"\s+", words.Select(Regex.Escape))), name);
    }

    private static string Line(string mutant, string begin) =>
        mutant.Split('\n').Single(line => line.StartsWith(begin, StringComparison.Ordinal))[begin.Length..];

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex BlankLines();
}
