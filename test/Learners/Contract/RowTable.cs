using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>The table of docs/online-updates.md, read from there, and which of its lines is the first to hold of a row.</summary>
internal static class RowTable
{
    private const string Header = "| what holds |", Before = "as before";

    /// <summary>Of each line, by the words that it begins with, when it holds. What no cell brings about has tests of its own.</summary>
    private static readonly (string Begin, Func<RowCell, bool> Holds)[] Conditions =
    [
        ("nobody knows the row's sequence", cell => cell.Sequence == SequenceKey.Unknown),
        ("an input is missing or infinite, and nothing may take its place", cell => cell.Refusal == UpdateReason.NonFiniteInput),
        ("an input is larger than arithmetic can bear", Never),
        ("the mode is Frozen", cell => cell.Mode == UpdateMode.Frozen),
        ("the prediction or its loss is not finite", Never),
        ("the weight is negative, NaN, infinite", cell => !(cell.Weight >= 0 && cell.Weight <= double.MaxValue)),
        ("the target is a class that the learner does not know", cell => cell.Told == Told.StrangeClass),
        ("it would open a class beyond", Never),
        ("the target is infinite", cell => cell.Told == Told.Infinite),
        ("the target lies further from the last one", cell => cell.Told == Told.Implausible && cell.JudgesPlausibility),
        ("the target has been the same for longer than is usual", cell => cell.Told == Told.Stuck && cell.JudgesPlausibility),
        ("the target is missing, or the row is only observed", LacksTarget),
        ("the mode is StateOnly", cell => cell.Mode == UpdateMode.StateOnly),
        ("the row's part of the learner never changes", cell => !cell.CanLearn),
        ("an input was cut back from beyond twice the limit", cell => cell.Flaw == UpdateReason.Spike),
        ("a spike came shortly before", Never),
        ("the weight is 0", cell => cell.Weight == 0),
        ("the row lies far from all that was learnt", cell => cell.IsStrange),
        ("the gradient waits for the end of its group", Never),
        ("the gradient is not finite", Never),
        ("nothing stands against it", _ => true),
    ];

    /// <summary>The lines, from the first to the last.</summary>
    public static IReadOnlyList<RowLine> Lines { get; } = Read();

    /// <summary>What the lines begin with that the test knows of.</summary>
    public static string[] Known { get; } = [.. Conditions.Select(condition => condition.Begin)];

    /// <summary>The first line that holds of a row.</summary>
    public static RowLine Of(RowCell cell) => Lines.First(line => Holds(line)(cell));

    private static Func<RowCell, bool> Holds(RowLine line) =>
        Conditions.Single(condition => line.What.StartsWith(condition.Begin, StringComparison.Ordinal)).Holds;

    private static bool Never(RowCell cell) => false;

    private static bool LacksTarget(RowCell cell) =>
        cell.Told == Told.Late || (cell.IsTargetMissing && !(cell.LearnsWithoutTarget && NothingStandsAgainst(cell)));

    private static bool NothingStandsAgainst(RowCell cell) =>
        cell.Mode != UpdateMode.StateOnly && cell.CanLearn && cell.Flaw is null && cell.Weight != 0 && !cell.IsStrange;

    private static RowLine[] Read() =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "online-updates.md"))
            .SkipWhile(line => !line.StartsWith(Header, StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => new RowLine(
                cells[0],
                Enum.Parse<UpdateVerdict>(cells[1]),
                cells[2] == "see left" ? null : Enum.Parse<UpdateReason>(cells[2]),
                cells[3] != Before,
                cells[4] != Before)),
    ];
}
