using System.Numerics;

namespace AdaptiveML.Kernels.Tests;

[TestClass]
public sealed class ReductionsTests
{
    [TestMethod]
    [DataRow(16)]
    [DataRow(80)]
    [DataRow(4096)]
    public void Dot_has_the_same_bits_at_every_width_and_is_accurate(int length)
    {
        Check<float>(length);
        Check<double>(length);
    }

    [TestMethod]
    [DataRow(16)]
    [DataRow(80)]
    [DataRow(4096)]
    public void Sum_has_the_same_bits_at_every_width_and_is_accurate(int length)
    {
        CheckSum<float>(length);
        CheckSum<double>(length);
    }

    [TestMethod]
    public void A_length_that_is_not_whole_tiles_is_refused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => Reductions.Dot<float>(new float[15], new float[15]));
        Assert.ThrowsExactly<ArgumentException>(() => Reductions.Dot<float>(new float[16], new float[32]));
    }

    private static void Check<T>(int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] left = Numbers.Normal<T>(length, 1), right = Numbers.Normal<T>(length, 2);
        T[] sum = new DotAtWidth<T>(left, right).Check();
        double expected = left.Zip(right, (a, b) => double.CreateTruncating(a) * double.CreateTruncating(b)).Sum();
        Numbers.AssertClose("dot", expected, sum[0], scale: length);
        Assert.AreEqual(sum[0], Reductions.Dot<T>(left, right), "the dispatched width gives the same");
    }

    private static void CheckSum<T>(int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] values = Numbers.Normal<T>(length, 1);
        T sum = new SumAtWidth<T>(values).Check()[0];
        Numbers.AssertClose("sum", values.Sum(double.CreateTruncating), sum, scale: length);
        Assert.AreEqual(sum, Reductions.Sum<T>(values), "the dispatched width gives the same");
    }

    private sealed class SumAtWidth<T>(T[] values) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            var kernel = new Reductions.SumKernel<T> { Values = values };
            kernel.Run<TSimd>();
            return [kernel.Sum];
        }
    }

    private sealed class DotAtWidth<T>(T[] left, T[] right) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            var kernel = new Reductions.DotKernel<T> { Left = left, Right = right };
            kernel.Run<TSimd>();
            return [kernel.Sum];
        }
    }
}
