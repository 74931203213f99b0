using AdaptiveML.Kernels;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>The fit of a linear recurrent unit by backpropagation through windows.</summary>
[TestClass]
public sealed class LruWindowTests
{
    [TestMethod]
    [DataRow(ReadoutKind.Linear)]
    [DataRow(ReadoutKind.Gated)]
    public void The_gradient_of_a_window_is_that_of_its_loss(ReadoutKind readout)
    {
        var run = new SequenceRun<double>(2, 1);
        var random = Seed(3);
        for (int row = 0; row < 12; row++)
        {
            run.Add(row, [random.NextNormal(), random.NextNormal()], [row % 3 == 1 ? double.NaN : random.NextNormal()], 1 + (row % 2));
        }

        var learner = new LruLearner<double>(2, 1, new() { StateSize = 3, Readout = readout, ReadoutWidth = 4 });
        foreach (ref double parameter in learner.Memory.Parameters.All<double>())
        {
            parameter += 0.1 * random.NextNormal();
        }

        var training = new GradientTraining<double>(learner, new([run], 12, 0, 1), rows: 12);
        learner.Memory.Gradients.Bytes.Clear();
        training.Differentiate(Seed(1));
        double[] gradient = learner.Memory.Gradients.All<double>().ToArray();
        int compared = 0;
        foreach (var field in learner.Memory.Parameters.Layout.Fields)
        {
            int first = field.Offset / sizeof(double);
            for (int i = first; i < first + field.Length; i++)
            {
                double slope = CentralDifference.Slope(learner.Memory, i, () => training.Differentiate(Seed(1)));
                if (gradient[i] != 0)
                {
                    Assert.AreEqual(slope, gradient[i], 1e-7, $"{field.Name} {i}");
                    compared++;
                }
            }
        }

        Assert.IsGreaterThan(15, compared);
    }

    [TestMethod]
    public void What_inputs_have_said_long_before_is_learnt_from_labels_that_are_rare()
    {
        var windows = new LruLearner<float>(1, 1, new() { StateSize = 8 });
        var told = new GradientFit<float>(windows).Run(Averages(20, seed: 1), new() { WindowRows = 64, MaximumPasses = 20 }, null, null, default);

        Assert.IsLessThan(told[0].ValidationLoss, told.Last(pass => pass.IsBest).ValidationLoss);
        Assert.IsLessThan(0.05, Error(windows));
    }

    [TestMethod]
    public void Behind_the_fit_the_rule_that_learns_in_use_goes_on_and_nothing_is_recorded()
    {
        var learner = new LruLearner<float>(1, 1, new() { StateSize = 4 });
        new GradientFit<float>(learner).Run(Averages(12, seed: 1), new() { WindowRows = 32, MaximumPasses = 2 }, null, null, default);
        string before = learner.HashText();
        var result = learner.Learn([1], [1], new float[1]);

        Assert.AreEqual(UpdateVerdict.Applied, result.Verdict);
        Assert.AreNotEqual(before, learner.HashText());
        Assert.IsTrue(learner.LearningRate is > 0);
    }

    [TestMethod]
    public void A_fit_that_is_cancelled_leaves_the_unit_as_it_was()
    {
        var learner = new LruLearner<float>(1, 1, new() { StateSize = 4 });
        string before = learner.HashText();

        Assert.Throws<OperationCanceledException>(
            () => new GradientFit<float>(learner).Run(Averages(12, seed: 1), new(), new(), null, new CancellationToken(canceled: true)));
        Assert.AreEqual(before, learner.HashText());
    }

    private static double Error(LruLearner<float> learner)
    {
        double squares = 0, labels = 0;
        float[] prediction = new float[1];
        var rows = Averages(5, seed: 2);
        for (int row = 0; row < rows.Count; row++)
        {
            var context = rows.Context(row) with { Sequence = SequenceKey.Of(100 + (row / 150)) };
            learner.Predict(context, rows.Input(row), prediction);
            learner.Observe(context, rows.Input(row));
            double label = rows.Target(row)[0];
            (squares, labels) = double.IsNaN(label) ? (squares, labels) : (squares + Math.Pow(prediction[0] - label, 2), labels + (label * label));
        }

        return squares / labels;
    }

    /// <summary>Sequences of 150 rows, every tenth labelled with a running mean of its inputs.</summary>
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
                rows.Add([(float)input], [row % 10 == 9 ? (float)mean : float.NaN], new() { Sequence = SequenceKey.Of(sequence) });
            }
        }

        return rows;
    }

    private static Xoshiro256 Seed(ulong seed) => Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
}
