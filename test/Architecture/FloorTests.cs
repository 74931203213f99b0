namespace AdaptiveML.Architecture.Tests;

/// <summary>Arrows run downwards only, between the folders of a project too.</summary>
[TestClass]
public sealed class FloorTests
{
    private const string Shared = "Shared";

    public static IEnumerable<object[]> Projects() =>
        Directory.EnumerateDirectories(Path.Combine(SourceTree.Root, "src")).Select(folder => new object[] { Path.GetFileName(folder) });

    [TestMethod]
    [DynamicData(nameof(Projects))]
    public void The_folders_of_a_project_have_an_order_without_circles(string project)
    {
        string? circle = new FolderGraph(SourceFile.All(project)).Circle();

        Assert.IsNull(circle, $"src/{project}: {circle}");
    }

    [TestMethod]
    public void A_circle_is_found_and_told()
    {
        string root = Path.Combine("test", "Architecture", "Circle");
        SourceFile[] files = [.. SourceTree.CSharpFiles(root).Select(path => new SourceFile("../" + root, path))];

        string? circle = new FolderGraph(files).Circle();

        Assert.AreEqual("Left uses Right (Second in Left/First.cs); Right uses Left (First in Right/Second.cs); ", circle);
    }

    [TestMethod]
    public void A_machine_has_a_namespace_of_its_own()
    {
        foreach (var file in SourceFile.All("Learners"))
        {
            string machine = file.Folder.Split('/')[0];

            Assert.AreEqual(machine == Shared ? "AdaptiveML.Learners" : $"AdaptiveML.Learners.{machine}", file.Namespace, file.Path);
        }
    }

    [TestMethod]
    public void Shared_parts_name_no_machine()
    {
        var files = SourceFile.All("Learners");
        var machines = files.Where(file => !file.Folder.StartsWith(Shared, StringComparison.Ordinal)).SelectMany(file => file.Declared).ToHashSet();
        foreach (var file in files.Where(file => file.Folder.StartsWith(Shared, StringComparison.Ordinal)))
        {
            Assert.IsEmpty(file.Words.Intersect(machines).Except(file.Declared), file.Path);
        }
    }
}
