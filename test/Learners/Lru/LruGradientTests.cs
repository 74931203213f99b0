using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

[TestClass]
public sealed class LruGradientTests
{
    [TestMethod]
    [DataRow(1, 1, 5, ReadoutKind.Linear)]
    [DataRow(5, 3, 60, ReadoutKind.Linear)]
    [DataRow(17, 9, 200, ReadoutKind.Linear)]
    [DataRow(33, 4, 500, ReadoutKind.Linear)]
    [DataRow(1, 1, 5, ReadoutKind.Mlp)]
    [DataRow(17, 9, 200, ReadoutKind.Mlp)]
    [DataRow(1, 1, 5, ReadoutKind.Gated)]
    [DataRow(17, 9, 200, ReadoutKind.Gated)]
    public void Real_time_gradient_equals_backpropagation_through_time(int states, int inputs, int steps, ReadoutKind readout)
    {
        var learner = FlatLru.Gathering(inputs, Options(states, GradientMode.Exact, readout));
        var rows = Streams.Drifting<double>(steps, inputs);
        learner.Learn(rows, 0, steps);
        double[] gradient = FlatLru.Gradient(learner);
        AssertEqual(FlatLru.Twin(learner).BackpropagateThroughTime(Inputs(rows), Targets(rows)).Gradient, gradient);
        double all = Reductions.SumOfSquares<double>(learner.Memory.Gradients.All<double>());
        Assert.AreEqual(all, gradient.Sum(value => value * value), 1e-12 * all, "what pads a tile has no gradient");
    }

    [TestMethod]
    [DataRow(ReadoutKind.Linear)]
    [DataRow(ReadoutKind.Mlp)]
    [DataRow(ReadoutKind.Gated)]
    public void Backpropagation_in_the_twin_equals_finite_differences(ReadoutKind readout)
    {
        // Closes the circle: a perturbed parameter, two whole runs, no gradient code at all.
        var rows = Streams.Drifting<double>(40, 2);
        var learner = FlatLru.Gathering(2, Options(3, GradientMode.Exact, readout));
        double[] gradient = FlatLru.Twin(learner).BackpropagateThroughTime(Inputs(rows), Targets(rows)).Gradient;
        const double step = 1e-6;
        for (int i = 0; i < gradient.Length; i++)
        {
            double above = FlatLru.Twin(learner, i, step).BackpropagateThroughTime(Inputs(rows), Targets(rows)).Loss;
            double below = FlatLru.Twin(learner, i, -step).BackpropagateThroughTime(Inputs(rows), Targets(rows)).Loss;
            Assert.AreEqual((above - below) / (2 * step), gradient[i], 1e-6 * gradient.Max(Math.Abs), $"parameter {i}");
        }
    }

    [TestMethod]
    [DataRow(ReadoutKind.Linear)]
    [DataRow(ReadoutKind.Mlp)]
    [DataRow(ReadoutKind.Gated)]
    public void One_step_gradient_stays_at_its_row_and_readout_only_at_the_readout(ReadoutKind readout)
    {
        var rows = Streams.Drifting<double>(100, 3);
        LruLearner<double> oneStep = FlatLru.Gathering(3, Options(4, GradientMode.OneStep, readout));
        LruLearner<double> still = FlatLru.Gathering(3, Options(4, GradientMode.ReadoutOnly, readout));
        oneStep.Learn(rows, 0, 100);
        still.Learn(rows, 0, 100);
        double[] expected = FlatLru.Twin(oneStep).BackpropagateThroughTime(Inputs(rows), Targets(rows), throughTime: false).Gradient;
        AssertEqual(expected, FlatLru.Gradient(oneStep));
        int recurrent = FlatLru.Recurrent(still);
        expected.AsSpan(0, recurrent).Clear();
        AssertEqual(expected, FlatLru.Gradient(still));

        double[] full = FlatLru.Twin(oneStep).BackpropagateThroughTime(Inputs(rows), Targets(rows)).Gradient, truncated = FlatLru.Gradient(oneStep);
        Assert.IsGreaterThan(0.1 * full[..recurrent].Max(Math.Abs), full[..recurrent].Zip(truncated, (a, b) => Math.Abs(a - b)).Max());
    }

    [TestMethod]
    [DataRow(ReadoutKind.Mlp)]
    [DataRow(ReadoutKind.Gated)]
    public void What_is_not_linear_begins_as_nothing_and_then_learns(ReadoutKind readout)
    {
        // The product of the last two inputs has no linear part: the linear readout cannot learn it.
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 2);
        var rows = new TrainingRows<float>(1, 1);
        float last = 0;
        for (int row = 0; row < 6000; row++)
        {
            float input = (float)random.NextNormal();
            rows.Add([input], [input * last]);
            last = input;
        }

        LruLearner<float> linear = new(1, 1, new() { StateSize = 8 });
        LruLearner<float> curved = new(1, 1, new() { StateSize = 8, Readout = readout, Update = new() { LearningRate = 0.01 } });
        Assert.AreEqual(0, curved.Learn(rows, 0, 1)[0]);
        Assert.IsLessThan(0.5 * MeanSquare(linear), MeanSquare(curved));

        double MeanSquare(LruLearner<float> learner)
        {
            learner.Reset();
            float[] predictions = learner.Learn(rows, 0, rows.Count);
            return Enumerable.Range(5000, 1000).Average(row => Math.Pow(predictions[row] - rows.Target(row)[0], 2));
        }
    }

    [TestMethod]
    public void Readout_only_leaves_the_recurrence_as_it_is()
    {
        var rows = Streams.Drifting<double>(300, 3);
        var learner = new LruLearner<double>(3, 1, new() { StateSize = 8, GradientMode = GradientMode.ReadoutOnly });
        double[] before = learner.Memory.Parameters.View<double>(learner.Fields.B).ToArray();
        double[] nu = learner.Memory.Parameters.View<double>(learner.Fields.NuLog).ToArray();
        learner.Learn(rows, 0, 300);
        CollectionAssert.AreEqual(before, learner.Memory.Parameters.View<double>(learner.Fields.B).ToArray());
        CollectionAssert.AreEqual(nu, learner.Memory.Parameters.View<double>(learner.Fields.NuLog).ToArray());
        Assert.IsTrue(learner.Memory.Parameters.View<double>(learner.Fields.C).ContainsAnyExcept(0));
    }

    [TestMethod]
    public void With_constant_parameters_the_traces_rebuild_the_state()
    {
        var learner = FlatLru.Gathering(3, Options(6, GradientMode.Exact, ReadoutKind.Linear));
        learner.Learn(Streams.Drifting<double>(50, 3), 0, 50);
        var fields = learner.Fields;
        var state = learner.Memory.State;
        var sequence = learner.Memory.Sequence;
        var x = new ComplexSpan<double>(sequence.View<double>(fields.X));
        var gammaTrace = new ComplexSpan<double>(sequence.View<double>(fields.TraceGamma));
        for (int n = 0; n < 6; n++)
        {
            Complex fromB = 0;
            for (int m = 0; m < 3; m++)
            {
                fromB += Entry(learner.Memory.Parameters.View<double>(fields.B), n, m, 3) * Entry(sequence.View<double>(fields.TraceB), n, m, 3);
            }

            Complex expected = new(x.Re[n], x.Im[n]);
            Complex fromGamma = state.View<double>(fields.Gamma)[n] * new Complex(gammaTrace.Re[n], gammaTrace.Im[n]);
            Assert.IsLessThan(1e-13, (expected - fromB).Magnitude);
            Assert.IsLessThan(1e-13, (expected - fromGamma).Magnitude);
        }
    }

    private static LruOptions Options(int states, GradientMode mode, ReadoutKind readout) =>
        new() { StateSize = states, GradientMode = mode, Readout = readout, ReadoutWidth = 5 };

    private static void AssertEqual(double[] expected, double[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        double scale = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], 1e-10 * scale, $"parameter {i}");
        }
    }

    private static Complex Entry(ReadOnlySpan<double> tiled, int n, int m, int columns)
    {
        int entry = ComplexDiagonal.MatrixIndex(n, m, columns);
        return new(tiled[entry], tiled[entry + Tile.Lanes]);
    }

    private static double[][] Inputs(TrainingRows<double> rows) => [.. Enumerable.Range(0, rows.Count).Select(row => rows.Input(row).ToArray())];

    private static double[] Targets(TrainingRows<double> rows) => [.. Enumerable.Range(0, rows.Count).Select(row => rows.Target(row)[0])];
}
