using AdaptiveML.Kernels;
using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Outer training on <see cref="DriftingRegression"/>.</summary>
[TestClass]
public sealed class TttWindowTests
{
    private const int Inputs = DriftingRegression.Inputs;
    private const int Steps = DriftingRegression.Steps;
    private const int Size = DriftingRegression.Size;

    /// <summary>With 1000 steps of 32 windows: Kalman filter 0.145, TTT-Linear 0.24, linear attention with a learnt decay 0.35 of the variance.</summary>
    [TestMethod]
    public void The_views_that_are_learnt_let_the_layer_learn_a_new_map_in_every_window_better_than_linear_attention_of_equal_state()
    {
        double[] ttt = Train(new() { Views = TttViews.Separate }), attention = Train(new() { Views = TttViews.Separate, Rule = InnerRule.LinearAttention });
        double late = ttt[^16..].Average(), kalman = 0;
        var windows = new DriftingRegression();
        for (ulong window = TestWindows; window < TestWindows + 200; window++)
        {
            windows.Draw(window);
            kalman += windows.KalmanError() / 200;
        }

        Assert.IsLessThan(0.8 * attention[^16..].Average(), late);
        Assert.IsLessThan(0.5 * ttt[..4].Average(), late);
        Assert.IsLessThan(late, kalman);
    }

    private const ulong TestWindows = 1_000_000;

    private static double[] Train(TttLayerOptions options)
    {
        const int Updates = 500, Batch = 12;
        var unit = new Unit(options);
        for (int update = 0; update < Updates; update++)
        {
            unit.Learn((ulong)(update * Batch), Batch, 1e-2 * 0.5 * (1 + Math.Cos(Math.PI * update / Updates)));
        }

        double[] errors = new double[Steps];
        for (ulong window = TestWindows; window < TestWindows + 200; window++)
        {
            unit.Follow(window, errors);
        }

        return [.. errors.Select(error => error / (200 * Size))];
    }

    [TestMethod]
    [DataRow(TttInnerModel.Linear)]
    [DataRow(TttInnerModel.Mlp)]
    public void The_gradient_of_a_window_agrees_with_finite_differences(TttInnerModel kind)
    {
        const double Step = 1e-5;
        var unit = new Unit(new() { InnerModel = kind, Views = TttViews.Separate });
        for (ulong window = 0; window < 20; window++)
        {
            unit.Learn(window, 1, 1e-2);
        }

        unit.Differentiate(77);
        double[] gradient = unit.Memory.Gradients.All<double>().ToArray();
        foreach (
            var field in new[] { unit.Network.Encoder.Weight, unit.Network.Encoder.Bias!.Value, unit.Network.Decoder.Weight, unit.Network.Layer.Fields.Start })
        {
            ref double value = ref unit.Memory.Parameters.View<double>(field)[1];
            double kept = value;
            value = kept + Step;
            double up = unit.Differentiate(77);
            value = kept - Step;
            double down = unit.Differentiate(77);
            value = kept;
            Assert.AreEqual((up - down) / (2 * Step), gradient[(field.Offset / sizeof(double)) + 1], 1e-6, field.Name);
        }
    }

    [TestMethod]
    public void Rows_without_a_target_count_for_nothing()
    {
        var unit = new Unit(new());
        Assert.IsTrue(double.IsNaN(unit.Differentiate(1, known: 0)));
        Assert.AreEqual(0, Reductions.SumOfSquares<double>(unit.Memory.Gradients.All<double>()));
        Assert.IsTrue(double.IsFinite(unit.Differentiate(1, known: 5)));
    }

    private sealed class Unit
    {
        private const int Width = 16;
        private readonly Optimizer<double> _optimizer;
        private readonly TttWindow<double> _window;
        private readonly DriftingRegression _data = new();
        private readonly bool _isAttention;

        public Unit(TttLayerOptions options)
        {
            _isAttention = options.Rule == InnerRule.LinearAttention;
            var layout = new MachineLayout<double>();
            Network = new(layout, "", Inputs, Width, Size, options);
            _optimizer = new(new(), layout.Parameters, layout.State);
            Memory = new(layout.Parameters.Layout, layout.State, layout.Sequence, 1, keepsCopy: false);
            Network.Initialize(Memory, 1);
            _optimizer.Initialize(Memory);
            _window = new(Network, Memory, Inputs, Steps);
        }

        public TttNetwork<double> Network { get; }

        public LearnerMemory Memory { get; }

        public double Differentiate(ulong seed, int known = Steps)
        {
            Memory.Gradients.Bytes.Clear();
            return Add(seed, known);
        }

        public void Learn(ulong first, int windows, double rate)
        {
            Memory.Gradients.Bytes.Clear();
            for (int i = 0; i < windows; i++)
            {
                Add(first + (ulong)i, Steps);
            }

            if (_isAttention)
            {
                // The decay is one number a head, and no gate.
                Memory.Gradients.View<double>(Memory.Parameters.Layout.Find("alpha_weight")!.Value).Clear();
                Memory.Gradients.View<double>(Memory.Parameters.Layout.Find("lr_weight")!.Value).Clear();
            }

            double norm = Math.Sqrt(Reductions.SumOfSquares<double>(Memory.Gradients.All<double>())) / windows;
            _optimizer.LearningRate(Memory) = rate;
            _optimizer.Step(Memory, Math.Min(1, 1 / norm) / windows);
        }

        /// <summary>Adds the squared errors of a new window, run token by token.</summary>
        public void Follow(ulong seed, double[] errors)
        {
            _data.Draw(seed);
            var sequence = new FlatBuffer(Memory.Blank.Layout);
            double[] output = new double[Size];
            for (int t = 0; t < Steps; t++)
            {
                Network.Forward(Memory, sequence, _data.Tokens.AsSpan(t * Tile.Lanes, Tile.Lanes), 1, output);
                Network.Advance(Memory, sequence, 1);
                for (int i = 0; i < Size; i++)
                {
                    errors[t] += Math.Pow(output[i] - _data.Targets[(t * Size) + i], 2);
                }
            }
        }

        private double Add(ulong seed, int known)
        {
            _data.Draw(seed);
            _data.Targets.AsSpan(known * Size).Fill(double.NaN);
            return _window.Differentiate(Memory, _data.Tokens, _data.Targets);
        }
    }
}
