using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Outer training: y_t = A x_t with a map A that is new in every window and drifts; a token is x_t, x_{t−1} and y_{t−1}.</summary>
[TestClass]
public sealed class TttWindowTests
{
    private const int Size = 3;
    private const int Inputs = 3 * Size;
    private const int Steps = 40;

    [TestMethod]
    public void The_views_that_are_learnt_let_the_layer_learn_a_new_map_in_every_window()
    {
        var unit = new Unit(InnerModelKind.Linear);
        for (ulong window = 0; window < 6_000; window++)
        {
            unit.Learn(window, 1e-2 * Math.Min(1, 3 * (1 - (window / 6_000.0))));
        }

        double[] errors = new double[Steps];
        for (ulong window = 1_000_000; window < 1_000_100; window++)
        {
            unit.Follow(window, errors);
        }

        Assert.IsLessThan(0.2 * errors[..4].Sum() / 4, errors[^12..].Sum() / 12);
    }

    [TestMethod]
    [DataRow(InnerModelKind.Linear)]
    [DataRow(InnerModelKind.Mlp)]
    public void The_gradient_of_a_window_agrees_with_finite_differences(InnerModelKind kind)
    {
        const double Step = 1e-5;
        var unit = new Unit(kind);
        for (ulong window = 0; window < 20; window++)
        {
            unit.Learn(window, 1e-2);
        }

        unit.Differentiate(77);
        double[] gradient = unit.Memory.Gradients.All<double>().ToArray();
        foreach (var field in new[] { unit.Network.Encoder.Weight, unit.Network.Encoder.Bias!.Value, unit.Network.Decoder.Weight, unit.Network.Layer.Fields.Start })
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
        var unit = new Unit(InnerModelKind.Linear);
        Assert.IsTrue(double.IsNaN(unit.Differentiate(1, known: 0)));
        Assert.AreEqual(0, Reductions.SumOfSquares<double>(unit.Memory.Gradients.All<double>()));
        Assert.IsTrue(double.IsFinite(unit.Differentiate(1, known: 5)));
    }

    private sealed class Unit
    {
        private const int Width = 12;
        private readonly Optimizer<double> _optimizer;
        private readonly TttWindow<double> _window;
        private readonly double[] _inputs = new double[Steps * Tile.Lanes];
        private readonly double[] _targets = new double[Steps * Size];

        public Unit(InnerModelKind kind)
        {
            var layout = new MachineLayout<double>();
            Network = new(layout, "", Inputs, Width, Size, new() { InnerModel = kind, HeadCount = 2, MiniBatchSize = 4, Views = TttViews.Separate });
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
            Draw(seed);
            _targets.AsSpan(known * Size).Fill(double.NaN);
            Memory.Gradients.Bytes.Clear();
            return _window.Differentiate(Memory, _inputs, _targets);
        }

        public void Learn(ulong seed, double rate)
        {
            Differentiate(seed);
            double norm = Math.Sqrt(Reductions.SumOfSquares<double>(Memory.Gradients.All<double>()));
            _optimizer.LearningRate(Memory) = rate;
            _optimizer.Step(Memory, Math.Min(1, 1 / norm));
        }

        /// <summary>Adds the squared errors of a new window, run token by token.</summary>
        public void Follow(ulong seed, double[] errors)
        {
            Draw(seed);
            var sequence = new FlatBuffer(Memory.Blank.Layout);
            double[] output = new double[Size];
            for (int t = 0; t < Steps; t++)
            {
                Network.Forward(Memory, sequence, _inputs.AsSpan(t * Tile.Lanes, Tile.Lanes), 1, output);
                Network.Advance(Memory, sequence, 1);
                for (int i = 0; i < Size; i++)
                {
                    errors[t] += Math.Pow(output[i] - _targets[(t * Size) + i], 2);
                }
            }
        }

        private void Draw(ulong seed)
        {
            var random = Xoshiro256.Seed(stackalloc ulong[Xoshiro256.StateLength], seed + 1);
            double[] map = new double[Size * Size];
            for (int i = 0; i < map.Length; i++)
            {
                map[i] = random.NextNormal();
            }

            _inputs.AsSpan().Clear();
            for (int t = 0; t < Steps; t++)
            {
                var row = _inputs.AsSpan(t * Tile.Lanes, Inputs);
                if (t > 0)
                {
                    _inputs.AsSpan((t - 1) * Tile.Lanes, Size).CopyTo(row[Size..]);
                    _targets.AsSpan((t - 1) * Size, Size).CopyTo(row[(2 * Size)..]);
                }

                for (int i = 0; i < Size; i++)
                {
                    row[i] = random.NextNormal();
                }

                for (int i = 0; i < Size; i++)
                {
                    double y = 0.1 * random.NextNormal();
                    for (int j = 0; j < Size; j++)
                    {
                        ref double entry = ref map[(i * Size) + j];
                        entry = (0.995 * entry) + (0.1 * random.NextNormal());
                        y += entry * row[j];
                    }

                    _targets[(t * Size) + i] = y;
                }
            }
        }
    }
}
