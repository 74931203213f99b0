using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

[TestClass]
public sealed class LruGradientTests
{
    [TestMethod]
    [DataRow(1, 1, 5)]
    [DataRow(5, 3, 60)]
    [DataRow(17, 9, 200)]
    [DataRow(33, 4, 500)]
    public void Real_time_gradient_equals_backpropagation_through_time(int states, int inputs, int steps)
    {
        var (learner, twin) = Pair(states, inputs, GradientMode.Exact);
        var rows = Streams.Drifting<double>(steps, inputs);
        learner.Learn(rows, 0, steps);
        var (_, expected) = twin.BackpropagateThroughTime(Inputs(rows), Targets(rows));
        double scale = expected.Max(Math.Abs);
        double[] actual = Gradient(learner);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], 1e-10 * scale, $"parameter {i}");
        }
    }

    [TestMethod]
    public void Backpropagation_in_the_twin_equals_finite_differences()
    {
        // Closes the circle: a perturbed parameter, two whole runs, no gradient code at all.
        var rows = Streams.Drifting<double>(40, 2);
        var (learner, twin) = Pair(3, 2, GradientMode.Exact);
        double[] gradient = twin.BackpropagateThroughTime(Inputs(rows), Targets(rows)).Gradient;
        const double step = 1e-6;
        for (int i = 0; i < gradient.Length; i++)
        {
            double above = Perturbed(learner, i, step).BackpropagateThroughTime(Inputs(rows), Targets(rows)).Loss;
            double below = Perturbed(learner, i, -step).BackpropagateThroughTime(Inputs(rows), Targets(rows)).Loss;
            Assert.AreEqual((above - below) / (2 * step), gradient[i], 1e-6 * gradient.Max(Math.Abs), $"parameter {i}");
        }
    }

    [TestMethod]
    public void One_step_gradient_differs_in_the_recurrence_and_agrees_in_the_readout()
    {
        var rows = Streams.Drifting<double>(100, 3);
        var (exact, _) = Pair(4, 3, GradientMode.Exact);
        var (oneStep, _) = Pair(4, 3, GradientMode.OneStep);
        exact.Learn(rows, 0, 100);
        oneStep.Learn(rows, 0, 100);
        double[] full = Gradient(exact), truncated = Gradient(oneStep);
        int recurrent = (3 * 4) + (2 * 4 * 3);
        CollectionAssert.AreEqual(full[recurrent..], truncated[recurrent..]);
        double difference = full[..recurrent].Zip(truncated, (a, b) => Math.Abs(a - b)).Max();
        Assert.IsGreaterThan(0.1 * full[..recurrent].Max(Math.Abs), difference);
    }

    [TestMethod]
    public void Readout_only_leaves_the_recurrence_as_it_is()
    {
        var rows = Streams.Drifting<double>(300, 3);
        var learner = new LruLearner<double>(3, 1, new() { StateSize = 8, GradientMode = GradientMode.ReadoutOnly });
        double[] before = learner.Memory.Parameters.View<double>(learner.Fields.B).ToArray(), nu = learner.Memory.Parameters.View<double>(learner.Fields.NuLog).ToArray();
        learner.Learn(rows, 0, 300);
        CollectionAssert.AreEqual(before, learner.Memory.Parameters.View<double>(learner.Fields.B).ToArray());
        CollectionAssert.AreEqual(nu, learner.Memory.Parameters.View<double>(learner.Fields.NuLog).ToArray());
        Assert.IsTrue(learner.Memory.Parameters.View<double>(learner.Fields.C).ContainsAnyExcept(0));
    }

    [TestMethod]
    public void With_constant_parameters_the_traces_rebuild_the_state()
    {
        var (learner, _) = Pair(6, 3, GradientMode.Exact);
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

    /// <summary>A learner with random parameters that only gathers gradients, and its twin.</summary>
    private static (LruLearner<double> Learner, LruTwin Twin) Pair(int states, int inputs, GradientMode mode)
    {
        var learner = new LruLearner<double>(
            inputs, 1, new() { StateSize = states, GradientMode = mode, Seed = 5, Update = new() { UpdateEvery = int.MaxValue, Gate = GateOptions.Open } });
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 9);
        var c = learner.Memory.Parameters.View<double>(learner.Fields.C);
        for (int n = 0; n < states; n++)
        {
            c[n] = random.NextNormal();
            c[n + Tile.Pad(states)] = random.NextNormal();
        }

        learner.Memory.Parameters.View<double>(learner.Fields.Bias)[0] = 0.3;
        return (learner, Perturbed(learner, 0, 0));
    }

    /// <summary>The twin of a learner, one parameter moved; numbered as in the twin's gradient.</summary>
    private static LruTwin Perturbed(LruLearner<double> learner, int index, double step)
    {
        double[] flat = Flatten(learner, learner.Memory.Parameters);
        flat[index] += step;
        int n = learner.Options.StateSize, m = learner.InputSize, at = 0;
        double[] Take(int count) => flat[at..(at += count)];
        double[] nu = Take(n), theta = Take(n), gamma = Take(n), bRe = Take(n * m), bIm = Take(n * m), cRe = Take(n), cIm = Take(n), d = Take(m);
        var b = new Complex[n, m];
        for (int i = 0; i < n * m; i++)
        {
            b[i / m, i % m] = new(bRe[i], bIm[i]);
        }

        return new(nu, theta, gamma, b, [.. cRe.Zip(cIm, (re, im) => new Complex(re, im))], d, Take(1)[0]);
    }

    private static double[] Gradient(LruLearner<double> learner) => Flatten(learner, learner.Memory.Gradients);

    private static double[] Flatten(LruLearner<double> learner, FlatBuffer buffer)
    {
        var fields = learner.Fields;
        int n = learner.Options.StateSize, m = learner.InputSize, padded = Tile.Pad(n);
        double[] b = buffer.View<double>(fields.B).ToArray(), c = buffer.View<double>(fields.C).ToArray();
        IEnumerable<double> B(int part) => Enumerable.Range(0, n * m).Select(i => b[ComplexDiagonal.MatrixIndex(i / m, i % m, m) + part]);
        return
        [
            .. buffer.View<double>(fields.NuLog)[..n], .. buffer.View<double>(fields.ThetaLog)[..n], .. buffer.View<double>(fields.GammaLog)[..n],
            .. B(0), .. B(Tile.Lanes), .. c[..n], .. c[padded..(padded + n)], .. buffer.View<double>(fields.D)[..m], .. buffer.View<double>(fields.Bias),
        ];
    }

    private static Complex Entry(ReadOnlySpan<double> tiled, int n, int m, int columns)
    {
        int entry = ComplexDiagonal.MatrixIndex(n, m, columns);
        return new(tiled[entry], tiled[entry + Tile.Lanes]);
    }

    private static double[][] Inputs(TrainingRows<double> rows) => [.. Enumerable.Range(0, rows.Count).Select(row => rows.Input(row).ToArray())];

    private static double[] Targets(TrainingRows<double> rows) => [.. Enumerable.Range(0, rows.Count).Select(row => rows.Target(row)[0])];
}
