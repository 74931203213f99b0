using AdaptiveML.Kernels;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>What a fit of a recurrent net learns, what it holds back, and which windows it draws.</summary>
[TestClass]
public sealed class RecurrentRecordingTests
{
    [TestMethod]
    public void Of_many_sequences_whole_ones_are_held_back_as_many_as_hold_their_share_of_labels()
    {
        var runs = Runs(20, 30);
        var recording = new SequenceRecording<double>(runs, 600, 0.2, 1);

        Assert.IsTrue(recording.HoldsSequences);
        Assert.HasCount(4, recording.Validation);
        CollectionAssert.AreEquivalent(runs, recording.Training.Concat(recording.Validation).Select(stretch => stretch.Run).ToArray());
        Assert.IsTrue(recording.Training.Concat(recording.Validation).All(static stretch => stretch is { From: 0, To: 30 }));
        var other = new SequenceRecording<double>(runs, 600, 0.2, 2).Validation.Select(stretch => stretch.Run).ToArray();
        CollectionAssert.AreNotEqual(recording.Validation.Select(stretch => stretch.Run).ToArray(), other);
    }

    [TestMethod]
    public void Of_few_sequences_the_last_rows_of_the_recording_are_held_back()
    {
        var recording = new SequenceRecording<double>(Runs(2, 50), 100, 0.3, 1);

        Assert.IsFalse(recording.HoldsSequences);
        CollectionAssert.AreEqual(new[] { (0, 50), (0, 20) }, recording.Training.Select(stretch => (stretch.From, stretch.To)).ToArray());
        CollectionAssert.AreEqual(new[] { (20, 50) }, recording.Validation.Select(stretch => (stretch.From, stretch.To)).ToArray());
    }

    [TestMethod]
    public void Of_a_recording_that_is_sorted_by_class_the_last_rows_of_each_part_are_held_back()
    {
        var run = new SequenceRun<double>(1, 1);
        for (int row = 0; row < 100; row++)
        {
            run.Add(row, [row], [row / 25], 1);
        }

        Assert.HasCount(1, new SequenceRecording<double>([run], 100, 0.2, 1).Validation, "numbers");
        var recording = new SequenceRecording<double>([run], 100, 0.2, 1, areClasses: true);
        CollectionAssert.AreEqual(
            Enumerable.Range(0, 10).Select(static part => ((10 * part) + 8, (10 * part) + 10)).ToArray(),
            recording.Validation.Select(static stretch => (stretch.From, stretch.To)).ToArray());
        Assert.AreEqual(80, recording.Training.Sum(static stretch => stretch.Count));
    }

    [TestMethod]
    public void Without_validation_everything_is_learnt()
    {
        Assert.IsEmpty(new SequenceRecording<double>(Runs(20, 5), 100, 0, 1).Validation);
        Assert.IsEmpty(new SequenceRecording<double>(Runs(1, 5), 5, 0, 1).Validation);
    }

    [TestMethod]
    public void A_window_has_its_length_lies_in_its_stretch_and_holds_a_label_and_every_row_comes_in_some()
    {
        var run = Run(0, 100, static row => row % 25 == 24);
        var draw = new WindowDraw<double>([new(run, 10, 90), new(Run(100, 6, static row => row == 2), 0, 6)], 16);
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 1);
        var seen = new HashSet<int>();
        int whole = 0;
        for (int i = 0; i < 2000; i++)
        {
            var window = draw.Next(random);
            Assert.IsGreaterThan(0, window.Labelled.Count);
            whole += window.Run == run ? 0 : 1;
            Assert.IsTrue(window.Run == run ? window is { From: >= 10, To: <= 90, Count: 16 } : window is { From: 0, To: 6 });
            seen.UnionWith(Enumerable.Range(window.From, window.Count).Select(window.Run.RowOf));
        }

        Assert.IsTrue(whole is > 400 and < 600, $"{whole} of 2000: a label of four");
        CollectionAssert.IsSubsetOf(Enumerable.Range(10, 80).Where(static row => row is >= 24 and < 85).ToArray(), seen.ToArray());
    }

    [TestMethod]
    public void Passes_of_two_fits_are_told_as_those_of_one()
    {
        var passes = new TrialProgress(14, null);
        double[] losses = [3, 2, 5, 1];
        for (int i = 0; i < 4; i++)
        {
            passes.Report(new((i % 2) + 1, 7, 0, losses[i], IsBest: true));
        }

        CollectionAssert.AreEqual(new[] { 1, 2, 3, 4 }, passes.Passes.Select(pass => pass.Pass).ToArray());
        CollectionAssert.AreEqual(new[] { true, true, false, true }, passes.Passes.Select(pass => pass.IsBest).ToArray());
        Assert.IsTrue(passes.Passes.All(static pass => pass.MaximumPasses == 14));
    }

    private static SequenceRun<double>[] Runs(int count, int rows) => [.. Enumerable.Range(0, count).Select(i => Run(i * rows, rows, static _ => true))];

    private static SequenceRun<double> Run(int from, int rows, Func<int, bool> isLabelled)
    {
        var run = new SequenceRun<double>(1, 1);
        for (int row = 0; row < rows; row++)
        {
            run.Add(from + row, [0], [isLabelled(row) ? 1 : double.NaN], 1);
        }

        return run;
    }
}
