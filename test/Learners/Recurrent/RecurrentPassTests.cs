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

        Assert.HasCount(9, passes);
        Assert.IsTrue(passes.All(pass => pass.MaximumPasses == 9));
        var kept = passes.Last(pass => pass.IsBest);
        Assert.IsGreaterThan(4, kept.Pass);
        Assert.IsLessThan(1, kept.ValidationLoss);
        Assert.AreEqual(rows.Count / 5 * (1 + (4 * (kept.Pass - 4))), both.Counts.Applied);
        var held = new HeldBackRows<float>(Echoes(10, 20, seed: 9));
        Assert.IsLessThan(0.7 * held.Learning(windows, default), held.Learning(both, default));
        Assert.IsLessThan(0.7 * held.Following(windows, default), held.Following(both, default));
    }

    [TestMethod]
    public void Where_no_pass_is_better_the_fit_is_that_of_windows_to_the_bit()
    {
        var rows = Echoes(12, rowsEach: 40);
        var windows = new WindowTrainingOptions { WindowRows = 32, MaximumPasses = 5 };
        var (alone, both) = (new RecurrentClassifier<float>(1, 2, Net), new RecurrentClassifier<float>(1, 2, Net));
        var passes = alone.Fit(rows, windows);
        var further = both.Fit(rows, windows, new() { MaximumPasses = 3, Patience = 3, LearningRate = 10 });

        Assert.HasCount(passes.Count + 3, further);
        Assert.AreEqual(alone.HashText(), both.HashText());
    }

    [TestMethod]
    public void Of_classes_sequences_held_back_are_learnt_as_in_use()
    {
        static float[] Weights(double rate)
        {
            var learner = new RecurrentClassifier<float>(1, 2, Net with { Update = Net.Update with { LearningRate = rate } });
            learner.Fit(Echoes(12, rowsEach: 40), new() { WindowRows = 32, MaximumPasses = 2 });
            return learner.Memory.Parameters.View<float>(learner.Leader.Core.Weights).ToArray();
        }

        CollectionAssert.AreNotEqual(Weights(0), Weights(0.001));
    }

    [TestMethod]
    public void A_pass_wins_only_where_it_is_better_in_both_uses()
    {
        var rows = Echoes(30, rowsEach: 20);
        var (held, training) = (new HeldBackRows<float>(Echoes(6, 20, seed: 2)), new TrialProgress(3, null));
        var drawn = new RecurrentClassifier<float>(1, 2, Net);
        var race = new PassRace<float>(rows, held, new() { MaximumPasses = 1 }, training);
        var passed = race.Run(drawn, drawn, default)!;

        Assert.AreEqual(
            Math.Max(
                held.Learning(passed, default) / held.Learning(drawn, default), held.Following(passed, default) / held.Following(drawn, default)),
            training.Passes[0].ValidationLoss);
        Assert.IsNull(race.Run(passed, drawn, default), "as good is not better");
    }

    [TestMethod]
    public void The_step_in_use_is_the_one_that_predicts_rows_held_back_better()
    {
        static double Rate(double rate)
        {
            var learner = new RecurrentClassifier<float>(1, 2, Net with { Update = Net.Update with { LearningRate = rate } });
            learner.Fit(Echoes(30, rowsEach: 20), new() { WindowRows = 32, MaximumPasses = 10 });
            return learner.LearningRate / rate;
        }

        Assert.AreEqual(0.3, Rate(1), 1e-12);
        Assert.AreEqual(1, Rate(1e-6), 1e-12);
    }

    [TestMethod]
    public void Learners_are_compared_as_they_learn_and_without_labels_and_stay_as_they_are()
    {
        var rows = Echoes(1, rowsEach: 60);
        var learner = new RecurrentClassifier<float>(1, 2, Net);
        string before = learner.HashText();
        double following = 0;
        var other = learner.Clone();
        float[] prediction = new float[2];
        for (int row = 0; row < rows.Count; row++)
        {
            other.Predict(rows.Context(row), rows.Input(row), prediction);
            following -= Math.Log(prediction[(int)rows.Target(row)[0]]) / rows.Count;
            other.Observe(rows.Context(row), rows.Input(row));
        }

        var held = new HeldBackRows<float>(rows);
        Assert.AreEqual(following, held.Following(learner, default), 1e-6);
        Assert.AreEqual(OnlinePass.Run(learner.Clone(), rows), held.Learning(learner, default));
        Assert.AreNotEqual(following, held.Learning(learner, default), 0.001);
        Assert.AreEqual(before, learner.HashText());
    }

    [TestMethod]
    public void Rows_that_have_no_loss_say_nothing()
    {
        var rows = new TrainingRows<float>(1, 1);
        rows.Add([1], [float.NaN]);
        rows.Add([1], [7]);
        rows.Add([1], [1], new() { Weight = 0 });

        var held = new HeldBackRows<float>(rows);
        var learner = new RecurrentClassifier<float>(1, 2, Net);
        Assert.AreEqual(double.NaN, held.Learning(learner, default));
        Assert.AreEqual(double.NaN, held.Following(learner, default));
    }

    [TestMethod]
    [DataRow(30)]
    [DataRow(2)]
    public void Every_row_is_either_learnt_or_held_back(int sequences)
    {
        var rows = Echoes(sequences, rowsEach: 10);
        var runs = Enumerable.Range(0, sequences).Select(sequence =>
        {
            var run = new SequenceRun<float>(1, 1);
            for (int row = 0; row < 10; row++)
            {
                run.Add((sequence * 10) + row, rows.Input(row), rows.Target(row), 1);
            }

            return run;
        });
        var recording = new SequenceRecording<float>([.. runs], rows.Count, 0.2, 1);
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
