using AdaptiveML.Kernels;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Passes of the online rule in a fit by windows: what they are compared by, and which fit is kept.</summary>
[TestClass]
public sealed class RecurrentPassTests
{
    private static readonly RecurrentOptions Net = new() { HiddenUnits = 6, Method = RecurrentMethod.Truncated, Truncation = 3 };

    /// <summary>Windows that teach nothing.</summary>
    private static readonly WindowTrainingOptions Idle = new() { WindowRows = 32, MaximumPasses = 2, LearningRate = 1e-9 };

    [TestMethod]
    public void Where_windows_teach_nothing_passes_are_kept_and_learn_the_rows_held_back_too()
    {
        var rows = Echoes(30, rowsEach: 20);
        var (windows, both) = (new RecurrentClassifier<float>(1, 2, Net), new RecurrentClassifier<float>(1, 2, Net));
        windows.Fit(rows, Idle);
        var passes = both.Fit(rows, Idle, new() { MaximumPasses = 5, Patience = 5 });

        Assert.HasCount(14, passes);
        Assert.IsTrue(passes.All(pass => pass.MaximumPasses == 14));
        Assert.IsGreaterThan(4, passes.Last(pass => pass.IsBest).Pass);
        Assert.AreEqual(0, windows.Counts.Applied - Followed(rows));
        Assert.IsLessThan(0.7 * Loss(windows), Loss(both));
        Assert.AreEqual(0, (both.Counts.Applied - Followed(rows)) % 20, "the rows of whole sequences");
    }

    [TestMethod]
    public void Where_no_pass_is_better_the_fit_is_that_of_windows_to_the_bit()
    {
        var rows = Echoes(12, rowsEach: 40);
        var windows = new WindowTrainingOptions { WindowRows = 32, MaximumPasses = 5 };
        var (alone, both) = (new RecurrentClassifier<float>(1, 2, Net), new RecurrentClassifier<float>(1, 2, Net));
        alone.Fit(rows, windows);
        var passes = both.Fit(rows, windows, new() { MaximumPasses = 3, LearningRate = 10 });

        Assert.IsLessThanOrEqualTo(10, passes.Last(pass => pass.IsBest).Pass);
        Assert.IsGreaterThan(10, passes.Count);
        Assert.AreEqual(alone.HashText(), both.HashText());
    }

    [TestMethod]
    public void Learners_are_compared_as_they_learn_and_without_labels_and_stay_as_they_are()
    {
        var rows = Echoes(1, rowsEach: 60);
        var learner = new RecurrentClassifier<float>(1, 2, Net);
        string before = learner.HashText();
        double told = OnlinePass.Run(learner.Clone(), rows), untold = 0;
        var other = learner.Clone();
        float[] prediction = new float[2];
        for (int row = 0; row < rows.Count; row++)
        {
            other.Predict(rows.Context(row), rows.Input(row), prediction);
            untold -= Math.Log(prediction[(int)rows.Target(row)[0]]) / rows.Count;
            other.Observe(rows.Context(row), rows.Input(row));
        }

        Assert.AreEqual(Math.Sqrt(told * untold), new HeldBackRows<float>(rows).Loss(learner, default), 1e-6);
        Assert.AreNotEqual(told, untold, 0.01);
        Assert.AreEqual(before, learner.HashText());
    }

    [TestMethod]
    public void Rows_that_have_no_loss_say_nothing()
    {
        var rows = new TrainingRows<float>(1, 1);
        rows.Add([1], [float.NaN]);
        rows.Add([float.NaN], [1]);
        rows.Add([1], [7]);
        rows.Add([1], [1], new() { Weight = 0 });

        Assert.AreEqual(double.PositiveInfinity, new HeldBackRows<float>(rows).Loss(new RecurrentClassifier<float>(1, 2, Net), default));
    }

    [TestMethod]
    [DataRow(30)]
    [DataRow(2)]
    public void Every_row_is_either_learnt_or_held_back(int sequences)
    {
        var rows = Echoes(sequences, rowsEach: 10);
        var runs = Enumerable.Range(0, sequences).Select(sequence =>
        {
            var run = new RecurrentRun<float>(1, 1);
            for (int row = 0; row < 10; row++)
            {
                run.Add((sequence * 10) + row, rows.Input(row), rows.Target(row), 1);
            }

            return run;
        });
        var recording = new RecurrentRecording<float>([.. runs], rows.Count, 0.2, 1);
        var (learnt, held) = recording.Divide(rows);

        Assert.AreEqual(rows.Count / 5, held.Count);
        Assert.AreEqual(rows.Count, learnt.Count + held.Count);
        var ofLearnt = Enumerable.Range(0, learnt.Count).Select(row => learnt.Context(row).Sequence).ToHashSet();
        var ofHeld = Enumerable.Range(0, held.Count).Select(row => held.Context(row).Sequence).ToHashSet();
        Assert.AreEqual(recording.HoldsSequences, !ofLearnt.Overlaps(ofHeld));
    }

    [TestMethod]
    public void A_fit_can_be_cancelled_in_its_passes()
    {
        using var source = new CancellationTokenSource();
        var learner = new RecurrentClassifier<float>(1, 2, Net);
        string before = learner.HashText();

        Assert.Throws<OperationCanceledException>(() => learner.Fit(Echoes(12, 20), Idle, new(), new Canceller(source), source.Token));
        Assert.AreEqual(before, learner.HashText());
    }

    /// <summary>Rows that are followed and counted, with a step of zero.</summary>
    private static long Followed(TrainingRows<float> rows) => rows.Count;

    private static double Loss(RecurrentClassifier<float> learner) => new HeldBackRows<float>(Echoes(10, 20, seed: 9)).Loss(learner, default);

    /// <summary>Sequences of bits, each row labelled with the bit before.</summary>
    private static TrainingRows<float> Echoes(int sequences, int rowsEach, ulong seed = 1)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        var rows = new TrainingRows<float>(1, 1);
        for (int sequence = 0; sequence < sequences; sequence++)
        {
            int last = 0;
            for (int row = 0; row < rowsEach; row++)
            {
                int bit = random.NextUniform() < 0.5 ? 0 : 1;
                rows.Add([bit], [last], new() { Sequence = SequenceKey.Of($"{seed} {sequence}") });
                last = bit;
            }
        }

        return rows;
    }

    private sealed class Canceller(CancellationTokenSource source) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Pass > 4)
            {
                source.Cancel();
            }
        }
    }
}
