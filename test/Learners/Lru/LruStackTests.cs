using AdaptiveML.Kernels;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

[TestClass]
internal sealed class LruStackTests
{
    private const int Inputs = 3;
    private const int Outputs = 2;

    /// <summary>The fields of a top block that are exact whatever the normalisation.</summary>
    private static readonly string[] Exact = ["nu_log", "theta_log", "gamma_log", "B", "C", "D", "W1", "b1", "W2", "b2"];

    [TestMethod]
    [DataRow(BlockNormalization.PreNorm, InputGain.Learned)]
    [DataRow(BlockNormalization.PreNorm, InputGain.Derived)]
    [DataRow(BlockNormalization.PostNorm, InputGain.Learned)]
    [DataRow(BlockNormalization.None, InputGain.One)]
    public void The_gradient_of_the_top_recurrence_and_of_all_above_it_is_exact(BlockNormalization normalization, InputGain gain)
    {
        string[] above = normalization == BlockNormalization.PostNorm ? ["l1_ln_scale", "l1_ln_bias"] : [];
        string[] exact = [.. Exact.Select(name => "l1_" + name), .. above, "dec_W", "dec_b"];
        AssertGradient(Random(normalization, gain, DirectPath.Diagonal), steps: 40, exact.Contains);
    }

    [TestMethod]
    [DataRow(BlockNormalization.PreNorm, DirectPath.Diagonal)]
    [DataRow(BlockNormalization.PostNorm, DirectPath.Full)]
    [DataRow(BlockNormalization.None, DirectPath.None)]
    public void On_the_first_row_every_gradient_is_exact(BlockNormalization normalization, DirectPath path) =>
        AssertGradient(Random(normalization, InputGain.Learned, path), steps: 1, _ => true);

    [TestMethod]
    public void Below_the_top_recurrence_the_gradient_is_near_and_not_exact()
    {
        var stack = Random(BlockNormalization.PreNorm, InputGain.Learned, DirectPath.Diagonal);
        var rows = Streams.Drifting<double>(40, Inputs, outputs: Outputs);
        var still = (LruStack<double>)stack.Clone();
        stack.Learn(rows, 0, 40);
        var field = stack.Memory.Parameters.Layout.Find("l0_D")!.Value;
        double[] actual = stack.Memory.Gradients.View<double>(field)[..stack.Options.Width].ToArray();
        double[] exact = [.. actual.Select((_, i) => Slope(still, rows, 40, field, i))];
        double cosine = Dot(actual, exact) / Math.Sqrt(Dot(actual, actual) * Dot(exact, exact));
        Assert.IsInRange(0.5, 1 - 1e-6, cosine);

        static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();
    }

    [TestMethod]
    [DataRow(BlockNormalization.PreNorm)]
    [DataRow(BlockNormalization.PostNorm)]
    [DataRow(BlockNormalization.None)]
    public void Begins_at_zero_and_learns(BlockNormalization normalization)
    {
        var rows = Streams.Drifting<float>(4000, Inputs);
        var stack = new LruStack<float>(
            Inputs, 1, new() { Width = 16, Normalization = normalization, Unit = new() { StateSize = 16, DirectPath = DirectPath.Diagonal } });
        var prediction = new float[1];
        stack.Predict(rows.Input(0), prediction);
        Assert.AreEqual(0, prediction[0]);
        double first = Loss(0, 200);
        Loss(200, 3800);
        Assert.IsLessThan(0.5 * first, Loss(3800, 4000));

        double Loss(int from, int to) => Enumerable.Range(from, to - from).Sum(row => stack.Learn(rows.Input(row), rows.Target(row), prediction).Loss);
    }

    [TestMethod]
    public void Weight_decay_is_for_matrices_and_the_recurrent_rate_for_recurrences()
    {
        var parts = new LruStackParts<float>(Inputs, Outputs, new() { Unit = new() { RecurrentLearningRateFactor = 0.25, DirectPath = DirectPath.Diagonal } });
        foreach (var field in parts.Layout.Parameters.Layout.Fields.Where(field => field.Length > 0))
        {
            var group = parts.Layout.Parameters.Groups.Single(
                group => group.Offset * sizeof(float) <= field.Offset && field.Offset < (group.Offset + group.Length) * sizeof(float));
            string name = field.Name[(field.Name.IndexOf('_', StringComparison.Ordinal) + 1)..];
            Assert.AreEqual(name is "W" or "W1" or "W2" or "C" or "D", group.Decays, field.Name);
            Assert.AreEqual(name is "nu_log" or "theta_log" or "gamma_log" or "B" ? 0.25 : 1, group.LearningRateFactor, field.Name);
        }
    }

    [TestMethod]
    [DataRow("Blocks")]
    [DataRow("Width")]
    [DataRow("Normalization")]
    [DataRow("Unit")]
    [DataRow("StateSize")]
    [DataRow("Readout")]
    public void A_bad_option_is_named(string option)
    {
        LruStackOptions options = option switch
        {
            "Blocks" => new() { Blocks = 17 },
            "Width" => new() { Width = 0 },
            "Normalization" => new() { Normalization = (BlockNormalization)9 },
            "Unit" => new() { Unit = null! },
            "Readout" => new() { Unit = new() { Readout = ReadoutKind.Mlp } },
            _ => new() { Unit = new() { StateSize = 0 } },
        };
        Assert.AreEqual(option, Assert.Throws<ArgumentException>(() => new LruStack<float>(Inputs, Outputs, options)).ParamName);
    }

    /// <summary>A stack with random values everywhere, which only gathers gradients.</summary>
    private static LruStack<double> Random(BlockNormalization normalization, InputGain gain, DirectPath path)
    {
        var stack = new LruStack<double>(Inputs, Outputs, new()
        {
            Width = 5,
            Normalization = normalization,
            Unit = new()
            {
                StateSize = 18,
                InputGain = gain,
                DirectPath = path,
                MaximumRadius = 0.95,
                Update = new() { UpdateEvery = int.MaxValue, Gate = GateOptions.Open },
            },
        });
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 4);
        foreach (string name in (string[])["dec_W", "dec_b", "enc_b", "l0_b1", "l0_b2", "l1_b1", "l1_b2", "l0_ln_bias", "l1_ln_bias"])
        {
            if (stack.Memory.Parameters.Layout.Find(name) is { } field)
            {
                bool isMatrix = name.EndsWith('W');
                var values = stack.Memory.Parameters.View<double>(field);
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = isMatrix && i % Tile.Lanes >= stack.Options.Width ? 0 : random.NextNormal();
                }
            }
        }

        return stack;
    }

    /// <summary>Holds gathered gradients against finite differences of the total loss: some elements of every field that is chosen.</summary>
    private static void AssertGradient(LruStack<double> stack, int steps, Func<string, bool> isChosen)
    {
        var rows = Streams.Drifting<double>(steps, Inputs, outputs: Outputs);
        var still = (LruStack<double>)stack.Clone();
        stack.Learn(rows, 0, steps);
        double scale = Math.Sqrt(Reductions.SumOfSquares<double>(stack.Memory.Gradients.All<double>()));
        int checkedFields = 0;
        foreach (var field in stack.Memory.Parameters.Layout.Fields.Where(field => field.Length > 0 && isChosen(field.Name)))
        {
            foreach (int index in new[] { 0, Math.Min(3, field.Length - 1), field.Length - Tile.Lanes }.Where(index => index >= 0).Distinct())
            {
                double actual = stack.Memory.Gradients.View<double>(field)[index];
                Assert.AreEqual(Slope(still, rows, steps, field, index), actual, 1e-7 * scale, $"{field}[{index}]");
            }

            checkedFields++;
        }

        Assert.IsGreaterThanOrEqualTo(10, checkedFields);
    }

    private static double Slope(LruStack<double> stack, TrainingRows<double> rows, int steps, Field field, int index)
    {
        const double step = 1e-5;
        return (Loss(step) - Loss(-step)) / (2 * step);

        double Loss(double change)
        {
            var moved = (LruStack<double>)stack.Clone();
            moved.Memory.Parameters.View<double>(field)[index] += change;
            moved.RefreshDerived();
            var prediction = new double[Outputs];
            return Enumerable.Range(0, steps).Sum(row => moved.Learn(rows.Input(row), rows.Target(row), prediction).Loss);
        }
    }
}
