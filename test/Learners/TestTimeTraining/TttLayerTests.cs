using AdaptiveML.Kernels;
using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

[TestClass]
internal sealed class TttLayerTests
{
    private const int Width = 6;

    public static IEnumerable<object[]> Shapes =>
    [
        [TttInnerModel.Linear, TttViews.Filtered, 4, 5, 0.0],
        [TttInnerModel.Linear, TttViews.Separate, 4, 1, 0.05],
        [TttInnerModel.Linear, TttViews.Filtered, 1, 4, 0.01],
        [TttInnerModel.Mlp, TttViews.Filtered, 3, 2, 0.05],
        [TttInnerModel.Mlp, TttViews.Separate, 16, 1, 0.0],
        [InnerRule.Delta, TttViews.Filtered, 4, 4, 0.01],
        [InnerRule.GatedDelta, TttViews.Separate, 5, 1, 0.0],
        [InnerRule.Implicit, TttViews.Filtered, 1, 2, 0.05],
        [InnerRule.LinearAttention, TttViews.Separate, 4, 1, 0.0],
        [InnerRule.LeastSquares, TttViews.Filtered, 4, 2, 0.05],
    ];

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Every_split_into_calls_gives_the_same(Enum kind, TttViews views, int batch, int filter, double forgetting)
    {
        var unit = new LayerStream<double>(Width, Options(kind, views, batch, filter, forgetting));
        double[] tokens = unit.Tokens(45);
        FlatBuffer single = unit.Begin();
        double[] expected = unit.Run(single, tokens);
        for (ulong seed = 1; seed <= 5; seed++)
        {
            ulong[] random = new ulong[Xoshiro256.StateLength];
            Xoshiro256.Seed(random, seed);
            FlatBuffer split = unit.Begin();
            double[] actual = unit.Run(split, tokens, () => 1 + (int)(new Xoshiro256(random).NextUniform() * batch));
            AssertClose(expected, actual);
            AssertClose(single.View<double>(unit.Layer.Fields.Weights), split.View<double>(unit.Layer.Fields.Weights));
            AssertClose(single.View<double>(unit.Layer.Fields.Pending), split.View<double>(unit.Layer.Fields.Pending));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void A_copied_state_goes_on_with_the_same_bits(Enum kind, TttViews views, int batch, int filter, double forgetting)
    {
        var unit = new LayerStream<float>(Width, Options(kind, views, batch, filter, forgetting));
        float[] tokens = unit.Tokens(40);
        float[] whole = unit.Run(unit.Begin(), tokens);
        for (int cut = 1; cut < 40; cut += 3)
        {
            FlatBuffer state = unit.Begin(), copy = unit.Begin();
            int length = cut * unit.Layer.RowLength;
            unit.Run(state, tokens.AsSpan(0, length));
            copy.CopyFrom(state);
            CollectionAssert.AreEqual(whole[length..], unit.Run(copy, tokens.AsSpan(length)));
        }
    }

    [TestMethod]
    public void Forward_alone_changes_nothing()
    {
        var unit = new LayerStream<double>(Width, Options(TttInnerModel.Mlp, TttViews.Filtered, 4, 3, 0.01));
        FlatBuffer state = unit.Begin();
        unit.Run(state, unit.Tokens(6));
        byte[] before = [.. state.Bytes];
        double[] next = unit.Tokens(1, seed: 8), output = new double[next.Length];
        unit.Layer.Forward(unit.Memory, state, next, output);
        CollectionAssert.AreEqual(before, state.Bytes.ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void The_gradient_agrees_with_finite_differences(Enum kind, TttViews views, int batch, int filter, double forgetting)
    {
        const double Step = 1e-5;
        var unit = new LayerStream<double>(Width, Options(kind, views, batch, filter, forgetting) with { HasOutputGate = true, HasRotaryPositions = false });
        double[] tokens = unit.Tokens(2 * batch + 3);
        double[] weights = unit.Tokens(2 * batch + 3, seed: 11);
        double[] output = new double[tokens.Length];
        double[] inputGradient = new double[tokens.Length];
        var tape = new TttTape<double>(unit.Layer, unit.Memory, tokens.Length / unit.Layer.RowLength);
        double Loss()
        {
            tape.Forward(unit.Memory, tokens, output);
            return Reductions.Dot<double>(output, weights);
        }

        Loss();
        tape.Backpropagate(unit.Memory, weights, inputGradient);
        void Compare(string what, Span<double> values, double gradient, int i)
        {
            double kept = values[i];
            values[i] = kept + Step;
            double up = Loss();
            values[i] = kept - Step;
            double down = Loss();
            values[i] = kept;
            Assert.AreEqual((up - down) / (2 * Step), gradient, 1e-5 * Math.Max(1, Math.Abs(gradient)), $"{what}[{i}]");
        }

        foreach (var field in unit.Memory.Parameters.Layout.Fields.Where(field => field.Length > 0))
        {
            var values = unit.Memory.Parameters.View<double>(field);
            var gradients = unit.Memory.Gradients.View<double>(field);
            int compared = 0;
            for (int i = 0; i < field.Length; i++)
            {
                // What pads a tile has no gradient, and must not be moved.
                if (gradients[i] != 0 && ++compared % 7 == 1)
                {
                    Compare(field.Name, values, gradients[i], i);
                }
            }

            Assert.IsGreaterThan(0, compared, field.Name);
        }

        for (int i = 0; i < Width; i++)
        {
            Compare("input", tokens, inputGradient[i], i);
        }
    }

    [TestMethod]
    public void A_state_that_is_not_finite_goes_back_to_its_beginning_and_is_counted()
    {
        var unit = new LayerStream<float>(Width, Options(TttInnerModel.Linear, TttViews.Filtered, 4, 4, 0));
        float[] tokens = unit.Tokens(30);
        float[] fresh = unit.Run(unit.Begin(), tokens);
        FlatBuffer state = unit.Begin();
        unit.Run(state, unit.Tokens(6, seed: 5));
        float[] broken = [float.NaN, .. new float[unit.Layer.RowLength - 1]];
        unit.Run(state, broken);
        Assert.AreEqual(1, state.View<long>(unit.Layer.Fields.Resets)[0]);
        CollectionAssert.AreEqual(fresh, unit.Run(state, tokens));
        Assert.AreEqual(1, state.View<long>(unit.Layer.Fields.Resets)[0]);
    }

    [TestMethod]
    public void With_no_inner_step_the_output_is_that_of_the_initial_model()
    {
        var unit = new LayerStream<double>(Width, Options(TttInnerModel.Linear, TttViews.Separate, 4, 1, 0) with { InnerLearningRate = 0 });
        FlatBuffer state = unit.Begin();
        double[] token = unit.Tokens(1), first = unit.Run(unit.Begin(), token);
        unit.Run(state, unit.Tokens(9, seed: 4));
        CollectionAssert.AreEqual(first, unit.Run(state, token));
        CollectionAssert.AreEqual(
            unit.Memory.Parameters.View<double>(unit.Layer.Fields.Start).ToArray(), state.View<double>(unit.Layer.Fields.Weights).ToArray());
    }

    [TestMethod]
    [DataRow(TttInnerModel.Linear)]
    [DataRow(TttInnerModel.Mlp)]
    [DataRow(InnerRule.GatedDelta)]
    [DataRow(InnerRule.Implicit)]
    public void Nothing_is_allocated_per_token(Enum kind)
    {
        var unit = new LayerStream<float>(Width, Options(kind, TttViews.Filtered, 4, 4, 0.01) with { HasOutputGate = true });
        float[] token = unit.Tokens(1), output = new float[token.Length];
        FlatBuffer state = unit.Begin();
        void Steps()
        {
            for (int i = 0; i < 100; i++)
            {
                unit.Layer.Forward(unit.Memory, state, token, output);
                unit.Layer.Advance(unit.Memory, state, 1);
            }
        }

        Steps();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Steps();
        Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [TestMethod]
    public void Shapes_that_do_not_fit_are_refused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => new TttLayerOptions { HeadCount = 4 }.Validate(6));
        Assert.ThrowsExactly<ArgumentException>(() => new TttLayerOptions { Rule = InnerRule.Delta, InnerModel = TttInnerModel.Mlp }.Validate(6));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new TttLayerOptions { Rule = InnerRule.Delta, InnerLearningRate = 2.1 }.Validate(6));
        Assert.ThrowsExactly<ArgumentException>(() => new TttLayerOptions { HasRotaryPositions = true }.Validate(6));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new TttLayerOptions { Forgetting = 1.5 }.Validate(6));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new TttLayerOptions { MiniBatchSize = 0 }.Validate(6));
        new TttLayerOptions().Validate(6);
    }

    private static TttLayerOptions Options(Enum kind, TttViews views, int batch, int filter, double forgetting) =>
        new()
        {
            InnerModel = kind is TttInnerModel model ? model : TttInnerModel.Linear,
            Rule = kind is InnerRule rule ? rule : InnerRule.MiniBatchGradient,
            Views = views,
            MiniBatchSize = batch,
            FilterSize = filter,
            Forgetting = forgetting,
        };

    private static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], 1e-12 * Math.Max(1, Math.Abs(expected[i])), $"element {i}");
        }
    }
}
