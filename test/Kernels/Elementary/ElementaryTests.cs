using System.Numerics;

namespace AdaptiveML.Kernels.Tests;

[TestClass]
public sealed class ElementaryTests
{
    private static readonly double[] Arguments =
        [.. Enumerable.Range(-700, 1401).Select(i => i * 1.0007), .. Enumerable.Range(-400, 801).Select(i => i * 0.0031), 1e-12, -1e-12, 1e-300];

    [TestMethod]
    public void Exp_is_within_two_units_in_the_last_place()
    {
        foreach (double x in Arguments.Where(x => Math.Abs(x) < 700))
        {
            double expected = Math.Exp(x);
            Assert.AreEqual(expected, Elementary.Exp(x), 2 * (Math.BitIncrement(expected) - expected), $"exp({x:R})");
        }

        foreach (float x in Arguments.Where(x => Math.Abs(x) < 87).Select(x => (float)x))
        {
            double expected = Math.Exp(x);
            Assert.AreEqual(expected, Elementary.Exp(x), 2 * (MathF.BitIncrement((float)expected) - (float)expected), $"exp({x:R})");
        }
    }

    [TestMethod]
    public void Exp_flushes_below_overflows_above_and_passes_NaN_on()
    {
        Assert.AreEqual(0, Elementary.Exp(-800.0));
        Assert.AreEqual(0f, Elementary.Exp(float.NegativeInfinity));
        Assert.AreEqual(double.PositiveInfinity, Elementary.Exp(800.0));
        Assert.AreEqual(float.PositiveInfinity, Elementary.Exp(float.PositiveInfinity));
        Assert.IsTrue(double.IsNaN(Elementary.Exp(double.NaN)));
        Assert.IsTrue(float.IsNaN(Elementary.Exp(float.NaN)));
        Assert.AreEqual(1.0, Elementary.Exp(0.0));
    }

    [TestMethod]
    public void OneMinusExp_keeps_its_digits_near_zero()
    {
        foreach (double x in new[] { 1e-18, 1e-12, 3e-8, 1e-4, 0.01, 0.3, 0.7, 1, 5, 40, 700 })
        {
            // −expm1(−x) = x − x²/2 + x³/6 − … where the series is exact enough; else the difference is.
            double expected = x < 1e-3 ? x * (1 - (x / 2 * (1 - (x / 3 * (1 - (x / 4)))))) : 1 - Math.Exp(-x);
            Assert.AreEqual(expected, Elementary.OneMinusExp(x), 1e-13 * expected, $"1 - exp(-{x:R})");
            Assert.AreEqual(expected, Elementary.OneMinusExp((float)x), 1e-6 * expected, $"1 - exp(-{x:R}) in float");
        }

        Assert.IsTrue(double.IsNaN(Elementary.OneMinusExp(double.NaN)));
    }

    [TestMethod]
    public void Tanh_and_sigmoid_are_accurate_and_keep_their_limits()
    {
        foreach (double x in Arguments)
        {
            Assert.AreEqual(Math.Tanh(x), Tanh(x), 1e-15 * Math.Abs(Math.Tanh(x)), $"tanh({x:R})");
            Assert.AreEqual(Math.Tanh((float)x), Tanh((float)x), 6e-7 * Math.Abs(Math.Tanh((float)x)), $"tanh({x:R}) in float");
            double sigmoid = 1 / (1 + Math.Exp(-x));
            Assert.AreEqual(sigmoid, Sigmoid(x), 1e-14 * sigmoid, $"σ({x:R})");
        }

        Assert.AreEqual((1.0, -1.0, 0.0), (Tanh(double.PositiveInfinity), Tanh(double.NegativeInfinity), Tanh(0.0)));
        Assert.AreEqual((1.0, 0.0, 0.5), (Sigmoid(double.PositiveInfinity), Sigmoid(double.NegativeInfinity), Sigmoid(0.0)));
        Assert.IsTrue(double.IsNaN(Tanh(double.NaN)) && double.IsNaN(Sigmoid(double.NaN)));

        static T Tanh<T>(T x)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Elementary.Tanh<SimdScalar<T>, T>(SimdScalar<T>.Create(x)).Store(ref x, 0);
            return x;
        }

        static T Sigmoid<T>(T x)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Elementary.Sigmoid<SimdScalar<T>, T>(SimdScalar<T>.Create(x)).Store(ref x, 0);
            return x;
        }
    }

    [TestMethod]
    public void SinCos_is_accurate_over_many_turns()
    {
        foreach (double x in Arguments.Concat([1e5, -1e5, Math.PI, Math.PI / 2, 3 * Math.PI / 4]))
        {
            var (sin, cos) = Elementary.SinCos(x);
            Assert.AreEqual(Math.Sin(x), sin, 1e-15, $"sin({x:R})");
            Assert.AreEqual(Math.Cos(x), cos, 1e-15, $"cos({x:R})");
            var (sinSingle, cosSingle) = Elementary.SinCos((float)x);
            Assert.AreEqual(Math.Sin((float)x), sinSingle, 3e-7, $"sin({x:R}) in float");
            Assert.AreEqual(Math.Cos((float)x), cosSingle, 3e-7, $"cos({x:R}) in float");
        }

        Assert.IsTrue(double.IsNaN(Elementary.SinCos(double.NaN).Sin));
        Assert.IsTrue(double.IsNaN(Elementary.SinCos(double.PositiveInfinity).Cos));
    }

    [TestMethod]
    public void Log_inverts_exp_and_keeps_its_special_values()
    {
        foreach (double x in new[] { double.Epsilon, 1e-310, 1e-200, 0.3, 0.999999999, 1, 1.0000001, 1.5, 2, Math.E, 1e10, double.MaxValue })
        {
            double expected = Math.Log(x);
            Assert.AreEqual(expected, Elementary.Log(x), 1e-15 * Math.Max(Math.Abs(expected), 1e-7), $"log({x:R})");
        }

        Assert.AreEqual(double.NegativeInfinity, Elementary.Log(0));
        Assert.AreEqual(double.PositiveInfinity, Elementary.Log(double.PositiveInfinity));
        Assert.IsTrue(double.IsNaN(Elementary.Log(-1)));
        Assert.IsTrue(double.IsNaN(Elementary.Log(double.NaN)));
    }

    [TestMethod]
    public void Every_width_gives_the_same_bits()
    {
        new EveryFunction<float>().Check();
        new EveryFunction<double>().Check();
    }

    [TestMethod]
    public void Spans_of_any_length_equal_scalars()
    {
        foreach (int length in new[] { 0, 1, 5, 16, 33 })
        {
            float[] x = Numbers.Normal<float>(length, 3), actual = new float[length];
            Elementary.Exp<float>(x, actual);
            CollectionAssert.AreEqual(x.Select(Elementary.Exp).ToArray(), actual);
        }
    }

    private sealed class EveryFunction<T> : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            T[] special =
            [
                T.NaN, T.PositiveInfinity, T.NegativeInfinity, T.Zero, T.NegativeZero,
                T.Epsilon, T.CreateTruncating(1e30), T.CreateTruncating(-1e30),
            ];
            T[] x = [.. Numbers.Normal<T>(4096 - special.Length, 7, scale: 60), .. special];
            var results = new T[6 * x.Length];
            for (int i = 0; i < x.Length; i += TSimd.Count)
            {
                var argument = TSimd.Load(ref x[0], (nuint)i);
                Elementary.Exp<TSimd, T>(argument).Store(ref results[0], (nuint)i);
                Elementary.OneMinusExp<TSimd, T>(argument).Store(ref results[0], (nuint)(i + x.Length));
                var (sin, cos) = Elementary.SinCos<TSimd, T>(argument);
                sin.Store(ref results[0], (nuint)(i + (2 * x.Length)));
                cos.Store(ref results[0], (nuint)(i + (3 * x.Length)));
                Elementary.Tanh<TSimd, T>(argument).Store(ref results[0], (nuint)(i + (4 * x.Length)));
                Elementary.Sigmoid<TSimd, T>(argument).Store(ref results[0], (nuint)(i + (5 * x.Length)));
            }

            // Which NaN an operation gives is the one thing that widths may differ in.
            return [.. results.Select(value => T.IsNaN(value) ? T.NaN : value)];
        }
    }
}
