using AdaptiveML.PlantYear;

namespace AdaptiveML.Benchmarks.PlantYear;

/// <summary>The tables of a run of the catalogue.</summary>
internal static class PlantTable
{
    private const int WorstKinds = 25;

    /// <summary>Prints a line a stream and fault, then a line a fault, a line a stream, and the sums.</summary>
    public static void Print(string machine, IReadOnlyList<(JudgedCell Cell, IReadOnlyList<Finding> Findings)> judged)
    {
        var invariants = CatalogueRun.Invariants.Select(invariant => invariant.Name).ToArray();
        Console.WriteLine($"{Environment.NewLine}{machine}: {judged.Count} cells; of each invariant, where it holds of where it was judged");
        Console.WriteLine($"{"stream / fault",-52}{"cells",6}{string.Concat(invariants.Select(name => $"{name,18}"))}  worst of I2");
        PrintBy(judged, cell => $"{cell.Stream.Name} / {cell.Fault.Name}", invariants);
        Console.WriteLine();
        PrintBy(judged, cell => $"fault: {cell.Fault.Name}", invariants);
        Console.WriteLine();
        PrintBy(judged, cell => $"stream: {cell.Stream.Name}", invariants);
        PrintBy(judged, cell => $"cadence: {cell.Cadence.Name}", invariants);
        PrintBy(judged, cell => $"fit: {cell.Fit}", invariants);
        PrintBy(judged, _ => "all", invariants);
        PrintWorst(judged, invariants);
        Console.WriteLine($"{machine}: {judged.Count(one => one.Findings.All(finding => finding.Holds))} of {judged.Count} cells hold in everything");
    }

    private static void PrintBy(
        IReadOnlyList<(JudgedCell Cell, IReadOnlyList<Finding> Findings)> judged, Func<Cell, string> key, string[] invariants)
    {
        foreach (var kind in judged.GroupBy(one => key(one.Cell.Cell)))
        {
            var findings = kind.SelectMany(one => one.Findings).ToArray();
            var counts = invariants.Select(name => Count(findings, name));
            var worst = kind.Select(one => (one.Cell.Cell, Finding: one.Findings.FirstOrDefault(finding => finding.Invariant == invariants[1])))
                .Where(one => one.Finding is not null).OrderByDescending(one => one.Finding!.Figure).FirstOrDefault();
            string where = worst.Finding is null ? "" : $"{worst.Finding.Figure:G3} ({worst.Cell.Cadence.Name}, fit {worst.Cell.Fit})";
            Console.WriteLine($"{kind.Key,-52}{kind.Count(),6}{string.Concat(counts.Select(count => $"{count,18}"))}  {where}");
        }
    }

    private static string Count(Finding[] findings, string invariant)
    {
        int judged = findings.Count(finding => finding.Invariant == invariant);
        return judged == 0 ? "-" : $"{findings.Count(finding => finding.Invariant == invariant && finding.Holds)}/{judged}";
    }

    private static void PrintWorst(IReadOnlyList<(JudgedCell Cell, IReadOnlyList<Finding> Findings)> judged, string[] invariants)
    {
        foreach (string invariant in invariants)
        {
            var failures = from one in judged
                           from finding in one.Findings
                           where finding.Invariant == invariant && !finding.Holds
                           orderby finding.IsWorseBelow ? finding.Figure : -finding.Figure
                           select (one.Cell.Cell.Name, Finding: finding);
            Console.WriteLine($"{Environment.NewLine}worst of {invariant}");
            foreach (var (name, finding) in failures.Take(WorstKinds))
            {
                Console.WriteLine($"  {finding.Figure,9:G3}  {name}: {finding.Where}");
            }
        }
    }
}
