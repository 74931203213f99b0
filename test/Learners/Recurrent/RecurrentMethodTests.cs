using AdaptiveML.Kernels;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>What the methods' gradients are, against finite differences and each other.</summary>
[TestClass]
public sealed class RecurrentMethodTests
{
    private const int Inputs = 3, Steps = 7;

    public static IEnumerable<object[]> Nets() =>
        from cell in Enum.GetValues<RecurrentCell>() from output in Enum.GetValues<RecurrentOutput>() select new object[] { cell, output };

    [TestMethod]
    [DynamicData(nameof(Nets))]
    internal void Real_time_learning_and_backpropagation_give_the_finite_differences_of_the_loss(RecurrentCell cell, RecurrentOutput output)
    {
        var options = Gathering(new() { Cell = cell, HiddenUnits = 4, Output = output, Method = RecurrentMethod.RealTime });
        var learner = Run(options);
        double[] realTime = [.. learner.Memory.Gradients.All<double>()];
        double[] backwards = [.. Run(options with { Method = RecurrentMethod.Truncated, Truncation = Steps }).Memory.Gradients.All<double>()];
        for (int i = 0; i < realTime.Length; i++)
        {
            Assert.AreEqual(realTime[i], backwards[i], 1e-12, $"parameter {i}, backwards");
        }

        const double Small = 1e-5;
        for (int i = 0; i < realTime.Length; i += 3)
        {
            double difference = (Loss(options, i, Small) - Loss(options, i, -Small)) / (2 * Small);
            Assert.AreEqual(difference, realTime[i], 1e-7, $"parameter {i}");
        }
    }

    [TestMethod]
    [DataRow(RecurrentCell.Tanh)]
    [DataRow(RecurrentCell.Lstm)]
    public void The_window_gives_what_the_full_trace_gives(RecurrentCell cell)
    {
        var options = Gathering(new() { Cell = cell, HiddenUnits = 5, Lambda = 0.9, Discount = 0.95 });
        double[] full = [.. Run(options with { TraceMode = TraceMode.Full }, Draw).Memory.Gradients.All<double>()];
        double[] window = [.. Run(options with { TraceMode = TraceMode.Window, TraceWindow = Steps }, Draw).Memory.Gradients.All<double>()];
        double[] shorter = [.. Run(options with { TraceMode = TraceMode.Window, TraceWindow = 2 }, Draw).Memory.Gradients.All<double>()];
        for (int i = 0; i < full.Length; i++)
        {
            Assert.AreEqual(full[i], window[i], 1e-13, $"parameter {i}");
        }

        CollectionAssert.AreNotEqual(window, shorter);

        static void Draw(RecurrentLearner<double> learner)
        {
            var psi = learner.Memory.Parameters.View<double>(learner.Leader.Synthetic!.Synthesizer.Psi);
            var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 5);
            int stride = learner.Options.Shape.StateStride, length = learner.Options.Shape.StateLength;
            for (int i = 0; i < psi.Length; i++)
            {
                psi[i] = i % stride < length ? 0.3 * random.NextNormal() : 0;
            }
        }
    }

    [TestMethod]
    [DataRow(RecurrentCell.Tanh)]
    [DataRow(RecurrentCell.Lstm)]
    public void Traces_of_the_own_unit_are_exact_where_there_is_one_unit(RecurrentCell cell)
    {
        var options = Gathering(new() { Cell = cell, HiddenUnits = 1, Method = RecurrentMethod.RealTime });
        double[] exact = [.. Run(options).Memory.Gradients.All<double>()];
        double[] own = [.. Run(options with { Method = RecurrentMethod.SnAp1 }).Memory.Gradients.All<double>()];
        for (int i = 0; i < exact.Length; i++)
        {
            Assert.AreEqual(exact[i], own[i], 1e-14, $"parameter {i}");
        }
    }

    [TestMethod]
    public void A_synthetic_gradient_without_weight_leaves_truncation_to_one_step()
    {
        var options = Gathering(new() { HiddenUnits = 6, SyntheticWeight = 0 });
        var (synthetic, truncated) = (Run(options), Run(options with { Method = RecurrentMethod.Truncated, Truncation = 1 }));
        var weights = synthetic.Leader.Core.Weights;
        CollectionAssert.AreEqual(synthetic.Memory.Gradients.View<double>(weights).ToArray(), truncated.Memory.Gradients.View<double>(weights).ToArray());
    }

    [TestMethod]
    public void The_cheaper_trace_is_chosen()
    {
        Assert.IsInstanceOfType<WindowTrace<double>>(TraceOf(new() { HiddenUnits = 32 }));
        Assert.IsInstanceOfType<FullTrace<double>>(TraceOf(new() { HiddenUnits = 3 }));
        Assert.IsInstanceOfType<WindowTrace<double>>(TraceOf(new() { HiddenUnits = 3, Lambda = 0 }));
        Assert.IsInstanceOfType<FullTrace<double>>(TraceOf(new() { HiddenUnits = 32, TraceMode = TraceMode.Full }));

        static EligibilityTrace<double> TraceOf(RecurrentOptions options) =>
            new RecurrentLearner<double>(Inputs, 1, options with { Method = RecurrentMethod.BpLambda }).Leader.Synthetic!.Trace;
    }

    /// <summary>Steps are due after two sequences: after one the gradient is there, and the weights are as they were.</summary>
    private static RecurrentOptions Gathering(RecurrentOptions options) => options with
    {
        Method = options.Method == RecurrentMethod.Auto ? RecurrentMethod.BpLambda : options.Method,
        SeesLastLabel = false,
        LeastSquaresReadout = false,
        SyntheticClip = null,
        Schedule = UpdateSchedule.EndOfSequence,
        Update = new() { UpdateEvery = 2, ClipNorm = null, Gate = GateOptions.Open },
    };

    private static RecurrentLearner<double> Run(RecurrentOptions options, Action<RecurrentLearner<double>>? prepare = null)
    {
        var learner = RecurrentLearner<double>.Create(Inputs, 2, options);
        prepare?.Invoke(learner);
        Learn(learner);
        return learner;
    }

    private static double Loss(RecurrentOptions options, int parameter, double change)
    {
        var learner = RecurrentLearner<double>.Create(Inputs, 2, options);
        learner.Mode = UpdateMode.StateOnly;
        learner.Memory.Parameters.All<double>()[parameter] += change;
        return Learn(learner);
    }

    /// <summary>One sequence; every third row has no target.</summary>
    private static double Learn(RecurrentLearner<double> learner)
    {
        var rows = Streams.Drifting<double>(Steps, Inputs, seed: 3, outputs: 2);
        double[] prediction = new double[2];
        double sum = 0;
        for (int row = 0; row < Steps; row++)
        {
            double[] target = learner.Options.Output switch
            {
                RecurrentOutput.Linear => rows.Target(row).ToArray(),
                RecurrentOutput.Softmax => [rows.Target(row)[0] > 0 ? 1 : 0],
                _ => [rows.Target(row)[0] > 0 ? 1 : 0, rows.Target(row)[1] > 0.5 ? 1 : 0],
            };
            if (row % 3 == 1)
            {
                target.AsSpan().Fill(double.NaN);
            }

            double loss = learner.Learn(new() { EndsSequence = row == Steps - 1 }, rows.Input(row), target, prediction).Loss;
            sum += double.IsNaN(loss) ? 0 : loss;
        }

        return sum;
    }
}
