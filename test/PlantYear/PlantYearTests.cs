namespace AdaptiveML.PlantYear.Tests;

/// <summary>
/// One case of each fault of each machine: every invariant holds but those of <see cref="NotYet"/>, and these do not. The whole catalogue is a command of the
/// benchmarks.
/// </summary>
[TestClass]
public sealed class PlantYearTests
{
    [TestMethod]
    [DynamicData(nameof(Names))]
    public void What_holds_is_what_the_list_says(string name)
    {
        var cell = Catalogue.Sample.Single(cell => cell.Name == name);
        var findings = CatalogueRun.Go(cell);
        var broken = findings.Where(finding => !finding.Holds && !NotYet.Contains(cell, finding));
        var mended = findings.Where(finding => finding.Holds && NotYet.Contains(cell, finding));
        IEnumerable<string> wrong =
        [
            .. broken.Select(finding => $"{finding.Invariant} {finding.Figure:G3}: {finding.Where}"),
            .. mended.Select(finding => $"{finding.Invariant} holds now: strike it off the list"),
        ];
        Assert.AreEqual("", string.Join(Environment.NewLine, wrong));
    }

    [TestMethod]
    public void The_list_names_cells_that_are_run()
    {
        string[] unknown = [.. NotYet.All.Where(line => !Catalogue.Sample.Any(cell => line.StartsWith($"{cell.Name}: ", StringComparison.Ordinal)))];
        Assert.IsEmpty(unknown);
    }

    public static IEnumerable<object[]> Names() => Catalogue.Sample.Select(cell => new object[] { cell.Name });
}
