using AdaptiveML.Online;

namespace AdaptiveML.PlantYear.Tests;

/// <summary>That each invariant can fail.</summary>
[TestClass]
public sealed class InvariantTests
{
    private static readonly Cell Cell = new(
        Catalogue.Machines[0], SensorStreams.All[0], Catalogue.Faults.Single(fault => fault.Name == "input stuck 300"), Cadence.Hour, 200, 1);

    [TestMethod]
    public void All_hold_for_a_machine_as_good_as_the_plain_method() => AssertFails(_ => { });

    [TestMethod]
    public void A_fault_that_lasts_beyond_its_end_is_not_overcome() =>
        AssertFails(run => Fill(run.Machine, Cell.Rows - 300, 16), "I1 recovers", "I2 never worse");

    [TestMethod]
    public void One_bad_window_is_worse() => AssertFails(run => Fill(run.Machine, 400, 2, 800), "I2 never worse");

    [TestMethod]
    public void What_is_bad_in_the_warm_up_does_not_count() => AssertFails(run => Fill(run.Machine, 200, 100, 300));

    [TestMethod]
    public void Bounds_that_miss_a_window_do_not_cover() => AssertFails(run => Fill(run.IsCovered, 400, 0, 500), "I3 covers windows", "I3 covers all");

    [TestMethod]
    public void Bounds_that_miss_nothing_are_too_wide() => AssertFails(run => Fill(run.IsCovered, 200, 1), "I3 covers all");

    [TestMethod]
    public void One_row_without_an_answer_is_found() => AssertFails(run => run.Machine[500] = double.NaN, "I4 answers");

    [TestMethod]
    public void Silence_is_found() => AssertFails(run => Array.Clear(run.Results), "I5 says");

    private static void AssertFails(Action<Run> harm, params string[] expected)
    {
        Run run = Good(), sound = Good();
        run.Results[Cell.Fit + Cell.Cadence.Lead + 50] = new() { Alarm = AlarmReason.ErrorsGrown };
        harm(run);
        var judged = new JudgedCell(Cell, Cell.Place(Cell.Sound(Cell.Rows)), run, sound, Deviation: 1);
        var findings = CatalogueRun.Invariants.Select(invariant => invariant.Judge(judged)!);
        string[] failed = [.. findings.Where(finding => !finding.Holds).Select(finding => finding.Invariant)];
        CollectionAssert.AreEqual(expected, failed);
    }

    /// <summary>A machine with errors of 1 beside a plain method with the same, whose bounds miss every twentieth label.</summary>
    private static Run Good()
    {
        var run = new Run(Cell.Rows, ["ridge"]);
        Fill(run.Machine, Cell.Fit, 1);
        Fill(run.Plain[0].Errors, 0, 1);
        Fill(run.HalfWidth, Cell.Fit, 2);
        Array.Fill(run.IsScored, true);
        for (int t = 0; t < run.Count; t++)
        {
            (run.KnownBefore[t], run.IsCovered[t]) = (t, t % 20 == 0 ? 0 : 1);
        }

        return run;
    }

    private static void Fill(double[] values, int from, double value, int? to = null) => values.AsSpan(from..(to ?? values.Length)).Fill(value);
}
