namespace AdaptiveML.PlantYear;

/// <summary>Runs cells and judges them.</summary>
public static class CatalogueRun
{
    /// <summary>What has to hold.</summary>
    public static IReadOnlyList<IInvariant> Invariants { get; } =
        [new Recovers(), new NeverWorse(), new CoversWindows(), new CoversAll(), new Answers(), new Says()];

    /// <summary>Runs cells on at most two threads; those that differ by the fault alone share the run without it.</summary>
    public static IReadOnlyList<(JudgedCell Cell, IReadOnlyList<Finding> Findings)> Go(IEnumerable<Cell> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        return [.. cells.GroupBy(cell => cell.Twins).AsParallel().AsOrdered().WithDegreeOfParallelism(2).WithMergeOptions(ParallelMergeOptions.FullyBuffered)
            .SelectMany(twins => Judge([.. twins]))];
    }

    /// <summary>Runs one cell, and it without its fault.</summary>
    public static IReadOnlyList<Finding> Go(Cell cell) => Judge([cell]).Single().Findings;

    private static IEnumerable<(JudgedCell Cell, IReadOnlyList<Finding> Findings)> Judge(Cell[] twins)
    {
        var sound = twins[0].Sound(twins.Max(cell => cell.Rows));
        var soundRun = twins[0].Machine.Go(sound, twins[0]);
        foreach (var cell in twins)
        {
            var rows = cell.Faulty();
            var run = cell.Machine.Go(rows, cell);
            var judged = new JudgedCell(cell, cell.Place(rows), run, soundRun, sound.Deviation(0, cell.Rows));
            yield return (judged, [.. Invariants.Select(invariant => invariant.Judge(judged)).OfType<Finding>()]);
        }
    }
}
