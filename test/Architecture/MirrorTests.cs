namespace AdaptiveML.Architecture.Tests;

/// <summary>The folders of a test project are those of the project that it tests.</summary>
[TestClass]
public sealed class MirrorTests
{
    /// <summary>What concerns a project as a whole, or helps to test it.</summary>
    private static readonly string[] OfTheWhole = ["Contract", "Faults", "Golden", "Support", "Vectors"];

    private static readonly Dictionary<string, string[]> FurtherTests = new()
    {
        ["Kernels"] = ["Lengths"],
        ["Trainers"] = ["Chains"],
    };

    /// <summary>Folders that the contract of the estimators tests, or the projects that use them.</summary>
    private static readonly Dictionary<string, string[]> TestedElsewhere = new()
    {
        ["Online"] = ["LateLabels"],
        ["Pipeline"] = ["Alarms", "Importance", "Transformers"],
    };

    public static IEnumerable<object[]> Projects() =>
        FloorTests.Projects().Where(project => Path.Exists(Path.Combine(SourceTree.Root, "test", (string)project[0])));

    [TestMethod]
    [DynamicData(nameof(Projects))]
    public void Tests_are_in_a_folder_named_as_what_they_test(string project) =>
        Assert.IsEmpty(Folders("test", project).Except([.. Folders("src", project), .. OfTheWhole, .. FurtherTests.GetValueOrDefault(project, [])]));

    [TestMethod]
    [DynamicData(nameof(Projects))]
    public void A_folder_of_the_product_has_a_folder_of_tests(string project) =>
        Assert.IsEmpty(Folders("src", project).Except([.. Folders("test", project), .. TestedElsewhere.GetValueOrDefault(project, [])]));

    [TestMethod]
    public void There_is_no_exception_without_need()
    {
        foreach (var (project, folders) in FurtherTests)
        {
            Assert.IsEmpty(folders.Except(Folders("test", project)).Concat(folders.Intersect(Folders("src", project))), project);
        }

        foreach (var (project, folders) in TestedElsewhere)
        {
            Assert.IsEmpty(folders.Except(Folders("src", project)).Concat(folders.Intersect(Folders("test", project))), project);
        }
    }

    /// <summary>The folders of a project that have C# files in them or below.</summary>
    private static HashSet<string> Folders(string side, string project) =>
        [.. SourceTree.CSharpFiles(Path.Combine(side, project)).Where(path => path.Contains('/', StringComparison.Ordinal)).Select(path => path.Split('/')[0])];
}
