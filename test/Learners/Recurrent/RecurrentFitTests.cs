using AdaptiveML.Kernels;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>The fit of recurrent nets by backpropagation through windows, and what the learner is behind it.</summary>
[TestClass]
public sealed class RecurrentFitTests
{
    private static readonly WindowTrainingOptions Brief = new() { WindowRows = 32, WindowsPerStep = 2, MaximumPasses = 5 };

    [TestMethod]
    [DataRow(RecurrentCell.Tanh, RecurrentOutput.Linear)]
    [DataRow(RecurrentCell.Lstm, RecurrentOutput.Linear)]
    [DataRow(RecurrentCell.Tanh, RecurrentOutput.Softmax)]
    [DataRow(RecurrentCell.Lstm, RecurrentOutput.Logistic)]
    internal void The_gradient_of_a_window_is_that_of_its_loss(RecurrentCell cell, RecurrentOutput output)
    {
        int outputs = output == RecurrentOutput.Softmax ? 3 : 1;
        var run = new SequenceRun<double>(2, 1);
        var random = Seed(3);
        for (int row = 0; row < 12; row++)
        {
            double label = output == RecurrentOutput.Linear ? random.NextNormal() : (int)(random.NextUniform() * (output == RecurrentOutput.Softmax ? 3 : 2));
            run.Add(row, [random.NextNormal(), random.NextNormal()], [row % 3 == 1 ? double.NaN : label], 1 + (row % 2));
        }

        var net = new RecurrentOptions { Cell = cell, Output = output, HiddenUnits = 3, LeastSquaresReadout = false };
        var training = new RecurrentTraining<double>(2, outputs, false, new([run], 12, 0, 1), net, new() { WindowRows = 12 });
        training.Differentiate(Seed(1));
        double[] gradient = training.Memory.Gradients.All<double>().ToArray();
        int compared = 0;
        for (int i = 0; i < gradient.Length; i++)
        {
            double slope = CentralDifference.Slope(training.Memory, i, () => training.Differentiate(Seed(1)));
            Assert.AreEqual(slope, gradient[i], 1e-7, $"{i}");
            compared += Math.Abs(slope) > 1e-4 ? 1 : 0;
        }

        Assert.IsGreaterThan(15, compared);
    }

    [TestMethod]
    public void What_inputs_have_said_long_before_is_learnt_though_the_last_label_would_say_it_and_is_missing_in_use()
    {
        var options = new RecurrentOptions { HiddenUnits = 12, Method = RecurrentMethod.Truncated };
        var windows = new RecurrentLearner<float>(1, 1, options);
        var passes = (RecurrentLearner<float>)windows.Clone();
        windows.Fit(Averages(20, seed: 1), new() { WindowRows = 64, MaximumPasses = 20 });
        SequenceTrainer.Fit(passes, Averages(20, seed: 1), new());

        Assert.IsLessThan(0.15, ErrorWithoutLabels(windows));
        Assert.IsGreaterThan(0.3, ErrorWithoutLabels(passes));
    }

    [TestMethod]
    public void Behind_a_fit_with_sequences_held_back_all_nets_have_its_weights_and_the_contest_has_not_begun()
    {
        var learner = new RecurrentLearner<float>(1, 1, new() { HiddenUnits = 6, TrialRows = 10, Update = new() { LearningRate = 0.004 } });
        learner.Fit(Averages(12, seed: 1), Brief);

        Assert.IsTrue(learner.LearningRate is 0.004 or 0.3 * 0.004);
        Assert.IsTrue(learner.Diagnostics.IsTrial);
        float[][] weights = [.. learner.Nets.ToArray().Select(net => learner.Memory.Parameters.View<float>(net.Core.Weights).ToArray())];
        Assert.HasCount(6, weights);
        foreach (float[] other in weights)
        {
            CollectionAssert.AreEqual(weights[0], other);
        }
    }

    [TestMethod]
    public void Of_one_stream_the_rows_held_back_are_learnt_as_in_use()
    {
        var learner = new RecurrentLearner<float>(1, 1, new() { HiddenUnits = 6, Method = RecurrentMethod.Truncated });
        var frozen = (RecurrentLearner<float>)learner.Clone();
        frozen.LearningRate = 0;
        learner.Fit(Averages(1, seed: 1), Brief);
        frozen.Fit(Averages(1, seed: 1), Brief);

        Assert.AreNotEqual(0, learner.Counts.Applied);
        CollectionAssert.AreNotEqual(Weights(frozen), Weights(learner));
    }

    [TestMethod]
    public void The_same_fit_has_the_same_bits_and_another_seed_others()
    {
        string Fit(ulong seed)
        {
            var learner = new RecurrentLearner<float>(1, 1, new() { HiddenUnits = 5 });
            learner.Fit(Averages(12, seed: 1), Brief with { Seed = seed });
            return learner.HashText();
        }

        Assert.AreEqual(Fit(1), Fit(1));
        Assert.AreNotEqual(Fit(1), Fit(2));
    }

    [TestMethod]
    public void A_fit_that_is_cancelled_leaves_the_learner_as_it_was()
    {
        using var source = new CancellationTokenSource();
        var learner = new RecurrentLearner<float>(1, 1, new() { HiddenUnits = 5 });
        string before = learner.HashText();

        Assert.Throws<OperationCanceledException>(() => learner.Fit(Averages(12, seed: 1), Brief, null, new Canceller(source), source.Token));
        Assert.AreEqual(before, learner.HashText());
    }

    [TestMethod]
    public void Rows_of_which_none_can_be_learnt_are_refused()
    {
        var learner = new RecurrentLearner<float>(1, 1, new() { HiddenUnits = 5 });
        var rows = new TrainingRows<float>(1, 1);
        rows.Add([1], [float.NaN]);
        rows.Add([1], [1], new() { Weight = 0 });
        rows.Add([1], [1], new() { Sequence = SequenceKey.Unknown });

        Assert.Contains("No row to train on", Assert.ThrowsExactly<ArgumentException>(() => learner.Fit(rows, Brief)).Message);
        Assert.Contains("2 inputs", Assert.ThrowsExactly<ArgumentException>(() => learner.Fit(new TrainingRows<float>(2, 1), Brief)).Message);
    }

    [TestMethod]
    public void A_classifier_that_always_saw_labels_does_without_them()
    {
        var random = Seed(5);
        var rows = new TrainingRows<float>(1, 1);
        for (int row = 0, kind = 0; row < 3000; row++)
        {
            kind = random.NextUniform() < 0.02 ? 1 - kind : kind;
            rows.Add([(float)(kind + (2 * random.NextNormal()))], [kind]);
        }

        var learner = new RecurrentClassifier<float>(1, 2, new() { HiddenUnits = 8, Method = RecurrentMethod.Truncated });
        learner.Fit(rows, new() { WindowRows = 64, MaximumPasses = 20 });
        int told = 0, untold = 0;
        var other = learner.Clone();
        float[] prediction = new float[2];
        for (int row = 0; row < 2000; row++)
        {
            int kind = row / 50 % 2;
            float[] input = [(float)(kind + (2 * random.NextNormal()))];
            learner.Learn(input, [kind], prediction);
            told += prediction[kind] < 0.5 ? 1 : 0;
            other.Predict(default, input, prediction);
            untold += prediction[kind] < 0.5 ? 1 : 0;
            other.Observe(default, input);
        }

        Assert.IsLessThan(120, told);
        Assert.IsLessThan(650, untold, "of 2000; by each row alone: 800");
    }

    private static float[] Weights(RecurrentLearner<float> learner) => learner.Memory.Parameters.View<float>(learner.Leader.Core.Weights).ToArray();

    private static double ErrorWithoutLabels(RecurrentLearner<float> learner)
    {
        double squares = 0, labels = 0;
        float[] prediction = new float[1];
        var rows = Averages(5, seed: 2);
        for (int row = 0; row < rows.Count; row++)
        {
            learner.Predict(rows.Context(row) with { Sequence = SequenceKey.Of(100 + (row / 150)) }, rows.Input(row), prediction);
            learner.Observe(rows.Context(row) with { Sequence = SequenceKey.Of(100 + (row / 150)) }, rows.Input(row));
            squares += Math.Pow(prediction[0] - rows.Target(row)[0], 2);
            labels += Math.Pow(rows.Target(row)[0], 2);
        }

        return squares / labels;
    }

    /// <summary>Sequences of 150 rows, each labelled with a running mean of its inputs.</summary>
    private static TrainingRows<float> Averages(int sequences, ulong seed)
    {
        var random = Seed(seed);
        var rows = new TrainingRows<float>(1, 1);
        for (int sequence = 0; sequence < sequences; sequence++)
        {
            double mean = 0;
            for (int row = 0; row < 150; row++)
            {
                double input = random.NextNormal();
                mean += 0.1 * (input - mean);
                rows.Add([(float)input], [(float)mean], new() { Sequence = SequenceKey.Of(sequence) });
            }
        }

        return rows;
    }

    private static Xoshiro256 Seed(ulong seed) => Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);

    private sealed class Canceller(CancellationTokenSource source) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => source.Cancel();
    }
}
