using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>
/// The table of docs/online-updates.md as it is printed there, cell by cell: mode × target × input × weight × machine says the verdict, the reason, and what
/// moved.
/// </summary>
[TestClass]
public sealed class RowProtocolTests
{
    private const int Inputs = ContractLearners.Inputs;
    private const int WarmUp = 301;

    private static readonly double[] Weights = [1, 0, double.NaN, -1, double.PositiveInfinity];

    public static IEnumerable<object[]> Learners() => LearnerContractTests.Learners();

    [TestMethod]
    public void The_table_has_the_lines_that_this_test_knows_in_their_order()
    {
        Assert.HasCount(RowTable.Known.Length, RowTable.Lines);
        foreach (var (known, line) in RowTable.Known.Zip(RowTable.Lines))
        {
            Assert.StartsWith(known, line.What);
        }
    }

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
            Check(new(name, learner, rows, UpdateMode.StateAndParameters, Told.Known, given, 1) { Sequence = SequenceKey.Unknown });
        }
    }

    private static void Check(RowCell cell)
    {
        if (!cell.Exists)
        {
            return;
        }

        var result = cell.Learn();
        var line = RowTable.Of(cell);
        var (verdict, reason, applies) = (line.Verdict, line.Reason ?? cell.Said, line.Changes);
        bool gathers = cell.Gathers && line.Advances;
        bool isAsWritten = (result.Verdict, result.Reason) == (verdict, reason)
            || (applies && gathers && (result.Verdict, result.Reason) == (UpdateVerdict.Skipped, UpdateReason.Gathering))
            || (applies && cell.LearnsWithoutTarget && cell.IsTargetMissing && result.Reason == UpdateReason.MissingTarget)
            || (gathers && cell.Mode == UpdateMode.StateAndParameters && verdict == UpdateVerdict.Skipped
                && (result.Verdict, result.Reason) == (UpdateVerdict.Applied, reason));
        Assert.IsTrue(isAsWritten, $"{cell}: {result.Verdict}, {result.Reason} in place of {verdict}, {reason}");

        Assert.IsTrue(line.Advances || !cell.StateMoved, $"{cell}: the state has moved");
        Assert.IsTrue(!line.Advances || !cell.HasState || cell.StateMoved, $"{cell}: the state has not moved");
        Assert.IsTrue(applies || gathers || !cell.ParametersMoved, $"{cell}: the parameters have moved");
    }
}
