using AdaptiveML.Kernels;
using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

[TestClass]
public sealed class InContextTests
{
    private const int Inputs = 5;
    private const int Width = 6;
    private const int Outputs = 2;
    private const int Rows = 23;

    public static IEnumerable<object[]> Shapes =>
    [
        [TttInnerModel.Linear, InnerRule.MiniBatchGradient, 4, 1],
        [TttInnerModel.Linear, InnerRule.MiniBatchGradient, 4, 6],
        [TttInnerModel.Mlp, InnerRule.MiniBatchGradient, 3, 3],
        [TttInnerModel.Linear, InnerRule.Delta, 4, 2],
        [TttInnerModel.Linear, InnerRule.GatedDelta, 1, 5],
        [TttInnerModel.Linear, InnerRule.Implicit, 5, 5],
        [TttInnerModel.Linear, InnerRule.LeastSquares, 4, 3],
    ];

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void The_gradient_of_a_window_agrees_with_finite_differences(TttInnerModel kind, InnerRule rule, int batch, int lead)
    {
        const double Step = 1e-5;
        var unit = new Unit(kind, rule, batch, lead);
        var window = unit.Network.Window(unit.Memory, Rows);
        double Loss()
        {
            unit.Memory.Gradients.Bytes.Clear();
            return window.Differentiate(unit.Memory, unit.Inputs, unit.Targets);
        }

        Loss();
        double[] gradients = unit.Memory.Gradients.All<double>().ToArray();
        foreach (var field in unit.Memory.Parameters.Layout.Fields.Where(field => field.Length > 0))
        {
            int first = field.Offset / sizeof(double), compared = 0;
            for (int i = 0; i < field.Length; i++)
            {
                if (gradients[first + i] != 0 && ++compared % 5 == 1)
                {
                    ref double value = ref unit.Memory.Parameters.View<double>(field)[i];
                    double kept = value;
                    value = kept + Step;
                    double up = Loss();
                    value = kept - Step;
                    double down = Loss();
                    value = kept;
                    Assert.AreEqual((up - down) / (2 * Step), gradients[first + i], 1e-6 * Math.Max(1, Math.Abs(gradients[first + i])), $"{field.Name}[{i}]");
                }
            }

            Assert.IsGreaterThan(0, compared, field.Name);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Every_split_into_calls_gives_the_same(TttInnerModel kind, InnerRule rule, int batch, int lead)
    {
        var unit = new Unit(kind, rule, batch, lead);
        double[] expected = unit.Run(() => 1);
        var random = new ulong[Xoshiro256.StateLength];
        Xoshiro256.Seed(random, 4);
        for (int repeat = 0; repeat < 5; repeat++)
        {
            double[] actual = unit.Run(() => 1 + (int)(new Xoshiro256(random).NextUniform() * batch));
            for (int i = 0; i < Rows * Outputs; i++)
            {
                // A call gives the output of its last token; the others are NaN.
                Assert.IsTrue(double.IsNaN(actual[i]) || Math.Abs(expected[i] - actual[i]) <= 1e-12 * Math.Max(1, Math.Abs(expected[i])), $"element {i}");
            }
        }
    }

    [TestMethod]
    public void Tokens_without_a_key_teach_nothing_and_have_no_loss()
    {
        var unit = new Unit(TttInnerModel.Linear, InnerRule.MiniBatchGradient, batch: 2, lead: 3);
        var sequence = new FlatBuffer(unit.Memory.Blank.Layout);
        double[] output = new double[Outputs];
        ReadOnlySpan<double> start = unit.Memory.Parameters.View<double>(unit.Network.Layer.Fields.Start);
        for (int t = 0; t < 4; t++)
        {
            unit.Network.Forward(unit.Memory, sequence, unit.Inputs.AsSpan(t * Tile.Lanes, Tile.Lanes), 1, output);
            Assert.AreEqual(t < 3, double.IsNaN(unit.Network.LastLoss));
            unit.Network.Advance(unit.Memory, sequence, 1);
            double moved = Reductions.Dot(sequence.View<double>(unit.Network.Layer.Fields.Weights), start) - Reductions.SumOfSquares(start);
            Assert.AreEqual(t < 3, Math.Abs(moved) < 1e-12, $"token {t}");
        }
    }

    /// <summary>A network with parameters away from their initial zeros, and a random window for it.</summary>
    private sealed class Unit
    {
        private readonly int _lead;

        public Unit(TttInnerModel kind, InnerRule rule, int batch, int lead)
        {
            _lead = lead;
            var layout = new MachineLayout<double>();
            var options = new TttLayerOptions { InnerModel = kind, Rule = rule, MiniBatchSize = batch, InnerLearningRate = 0.5, Forgetting = 0.02 };
            Network = new(layout, InContextTests.Inputs, Width, Outputs, lead, options);
            Memory = new(layout.Parameters.Layout, layout.State, layout.Sequence, 1, keepsCopy: false);
            Network.Initialize(Memory, 1);
            var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 9);
            var start = Memory.Parameters.View<double>(Network.Layer.Fields.Start);
            for (int head = 0; head < options.HeadCount; head++)
            {
                for (int entry = 0; entry < Width / 2 * Outputs; entry++)
                {
                    start[Network.Layer.Heads.Index(head, kind == TttInnerModel.Mlp ? 1 : 0, entry / Outputs, entry % Outputs)] = 0.3 * random.NextNormal();
                }
            }

            for (int t = 0; t < Rows; t++)
            {
                for (int i = 0; i < InContextTests.Inputs; i++)
                {
                    Inputs[(t * Tile.Lanes) + i] = random.NextNormal();
                }
            }

            for (int i = 0; i < Targets.Length; i++)
            {
                int t = (i / Outputs) + _lead;
                Targets[i] = t < Rows && i != 3 ? Inputs[(t * Tile.Lanes) + (i % Outputs)] : double.NaN;
            }
        }

        public InContextNetwork<double> Network { get; }

        public LearnerMemory Memory { get; }

        public double[] Inputs { get; } = new double[Rows * Tile.Lanes];

        public double[] Targets { get; } = new double[Rows * Outputs];

        public double[] Run(Func<int> next)
        {
            var sequence = new FlatBuffer(Memory.Blank.Layout);
            double[] outputs = new double[Rows * Outputs];
            outputs.AsSpan().Fill(double.NaN);
            for (int t = 0; t < Rows;)
            {
                int count = Math.Min(Math.Min(next(), Rows - t), Network.Room(sequence));
                Network.Forward(Memory, sequence, Inputs.AsSpan(t * Tile.Lanes, count * Tile.Lanes), count, outputs.AsSpan((t + count - 1) * Outputs, Outputs));
                Network.Advance(Memory, sequence, count);
                t += count;
            }

            return outputs;
        }
    }
}
