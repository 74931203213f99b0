namespace AdaptiveML.Docs.Tests;

[TestClass]
public sealed class LinkTests
{
    public static IEnumerable<object[]> Paths => Documents.All.Select(path => new object[] { path });

    [TestMethod]
    [DynamicData(nameof(Paths))]
    public void Every_link_leads_somewhere(string document)
    {
        foreach (string target in Markdown.LocalTargets(SourceTree.Read(document)))
        {
            string[] parts = target.Split('#');
            string path = parts[0].Length == 0 ? document : Path.Combine(Path.GetDirectoryName(document)!, parts[0]);
            Assert.IsTrue(Path.Exists(Path.Combine(SourceTree.Root, path)), $"{document} links to {target}: no such file");
            Assert.IsTrue(parts.Length == 1 || Markdown.Anchors(SourceTree.Read(path)).Contains(parts[1]), $"{document} links to {target}: no such heading");
        }
    }
}
