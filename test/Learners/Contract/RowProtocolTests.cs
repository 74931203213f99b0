using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>
/// The table of docs/online-updates.md, cell by cell: mode × target × input × weight × machine says the verdict, the reason, and what moved.
/// </summary>
[TestClass]
public sealed class RowProtocolTests
{
    private const int Inputs = ContractLearners.Inputs;
    private const int WarmUp = 301;

    private static readonly double[] Weights = [1, 0, double.NaN, -1, double.PositiveInfinity];

    public static IEnumerable<object[]> Learners() => LearnerContractTests.Learners();

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void Every_cell_of_the_table_is_as_written(string name, Func<IOnlineLearner<float>> make)
    {
        var rows = Streams.Drifting<float>(WarmUp + 1, Inputs);
        var trained = make();
        trained.Learn(rows, 0, WarmUp);
        foreach (var mode in Enum.GetValues<UpdateMode>())
        {
            foreach (var told in Enum.GetValues<Told>())
            {
                foreach (var given in Enum.GetValues<Given>())
                {
                    foreach (double weight in Weights)
                    {
                        Check(new(name, trained, rows, mode, told, given, weight));
                    }
                }
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void A_row_of_an_unknown_sequence_changes_nothing(string name, Func<IOnlineLearner<float>> make)
    {
        var rows = Streams.Drifting<float>(WarmUp + 1, Inputs);
        var learner = make();
        learner.Learn(rows, 0, WarmUp);
        foreach (var given in Enum.GetValues<Given>())
        {
            var row = new RowCell(name, learner, rows, UpdateMode.StateAndParameters, Told.Known, given, 1) { Sequence = SequenceKey.Unknown };
            var result = row.Learn();
            Assert.AreEqual((UpdateVerdict.Skipped, UpdateReason.UnknownSequence), (result.Verdict, result.Reason), row.ToString());
            Assert.IsFalse(row.ParametersMoved || row.StateMoved, row.ToString());
        }
    }

    private static void Check(RowCell cell)
    {
        if (!cell.Exists)
        {
            return;
        }

        var result = cell.Learn();
        var (verdict, reason) = Expected(cell);
        bool applies = verdict == UpdateVerdict.Applied;
        bool isAsWritten = (result.Verdict, result.Reason) == (verdict, reason)
            || (applies && cell.Gathers && (result.Verdict, result.Reason) == (UpdateVerdict.Skipped, UpdateReason.Gathering))
            || (applies && cell.LearnsWithoutTarget && cell.IsTargetMissing && result.Reason == UpdateReason.MissingTarget)
            || (cell.Gathers && cell.Mode == UpdateMode.StateAndParameters && verdict == UpdateVerdict.Skipped
                && (result.Verdict, result.Reason) == (UpdateVerdict.Applied, reason));
        Assert.IsTrue(isAsWritten, $"{cell}: {result.Verdict}, {result.Reason} in place of {verdict}, {reason}");

        bool advances = cell.Mode != UpdateMode.Frozen
            && !(verdict == UpdateVerdict.Rejected && reason is UpdateReason.NonFiniteInput or UpdateReason.InputOutOfRange);
        Assert.IsTrue(advances || !cell.StateMoved, $"{cell}: the state has moved");
        Assert.IsTrue(!advances || !cell.HasState || cell.StateMoved, $"{cell}: the state has not moved");
        Assert.IsTrue(applies || cell.Gathers || !cell.ParametersMoved, $"{cell}: the parameters have moved");
    }

    /// <summary>The table, from its first row to its last: the first that holds.</summary>
    private static (UpdateVerdict Verdict, UpdateReason Reason) Expected(RowCell cell) =>
        cell.Refusal is { } refusal ? (UpdateVerdict.Rejected, refusal)
        : cell.Mode == UpdateMode.Frozen ? (UpdateVerdict.Skipped, UpdateReason.Frozen)
        : !(cell.Weight >= 0 && cell.Weight <= double.MaxValue) ? (UpdateVerdict.Rejected, UpdateReason.InvalidWeight)
        : cell.Told == Told.StrangeClass ? (UpdateVerdict.Skipped, UpdateReason.UnknownLabel)
        : cell.Told == Told.Infinite ? (UpdateVerdict.Rejected, UpdateReason.NonFiniteTarget)
        : cell.Told == Told.Implausible && cell.JudgesPlausibility ? (UpdateVerdict.Rejected, UpdateReason.ImplausibleTarget)
        : cell.Told == Told.Stuck && cell.JudgesPlausibility ? (UpdateVerdict.Skipped, UpdateReason.StuckTarget)
        : cell.Told == Told.Late ? (UpdateVerdict.Skipped, UpdateReason.MissingTarget)
        : cell.IsTargetMissing && !(cell.LearnsWithoutTarget && Obstacle(cell) is null) ? (UpdateVerdict.Skipped, UpdateReason.MissingTarget)
        : Obstacle(cell) is { } obstacle ? (UpdateVerdict.Skipped, obstacle)
        : (UpdateVerdict.Applied, cell.Said);

    private static UpdateReason? Obstacle(RowCell cell) =>
        cell.Mode == UpdateMode.StateOnly ? UpdateReason.StateOnly
        : !cell.CanLearn ? UpdateReason.NothingToLearn
        : cell.Flaw is { } flaw ? flaw
        : cell.Weight == 0 ? UpdateReason.ZeroWeight
        : cell.IsStrange ? UpdateReason.Spike
        : null;
}
