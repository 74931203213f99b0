namespace AdaptiveML.Architecture.Tests;

/// <summary>What is read at a glance: lines that fit a screen, files of one concept.</summary>
[TestClass]
public sealed class SizeTests
{
    private const int LongestLine = 160, LongestFile = 300;

    public static IEnumerable<object[]> Folders() => [["src"], ["test"], ["bench"], ["samples"]];

    [TestMethod]
    [DynamicData(nameof(Folders))]
    public void A_line_has_at_most_160_characters(string folder) => AssertNone(SourceTree.CSharpFiles(folder).SelectMany(path =>
        Lines(folder, path).Select((line, at) => (line, at)).Where(line => line.line.Length > LongestLine).Select(line => $"{path}, line {line.at + 1}")));

    [TestMethod]
    [DataRow("src")]
    [DataRow("test")]
    public void A_file_has_at_most_300_lines(string folder) =>
        AssertNone(SourceTree.CSharpFiles(folder).Where(path => Lines(folder, path).Length > LongestFile));

    private static void AssertNone(IEnumerable<string> found) => Assert.AreEqual(string.Empty, string.Join('\n', found));

    private static string[] Lines(string folder, string path) => SourceTree.Read($"{folder}/{path}").Split('\n');
}
