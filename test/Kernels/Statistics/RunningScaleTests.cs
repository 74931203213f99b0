using System.Numerics;

namespace AdaptiveML.Kernels.Tests;

[TestClass]
public sealed class RunningScaleTests
{
    private const double Rate = 0.25, Floor = 0.5, Ceiling = 2;

    [TestMethod]
    [DataRow(1)]
    [DataRow(19)]
    [DataRow(64)]
    public void Every_width_gives_the_bits_of_the_plain_loop(int length)
    {
        Check<float>(length);
        Check<double>(length);
    }

    [TestMethod]
    public void What_is_not_known_or_too_far_is_counted()
    {
        double[] x = [0, 3, -3.1, double.NaN, double.PositiveInfinity, 3.0001, 1, 2, 3, 4], means = new double[10], deviations = [.. Enumerable.Repeat(1.0, 10)];
        Assert.AreEqual(5, RunningScale.CountBeyond<double>(x, means, deviations, 3));
    }

    private static void Check<T>(int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] result = new AtWidth<T>(length).Check();
        var (x, means, deviations) = Given<T>(length);
        int beyond = 0;
        for (int i = 0; i < length; i++)
        {
            T difference = x[i] - means[i];
            beyond += T.Abs(difference) / deviations[i] <= T.One ? 0 : 1;
            if (!T.IsNaN(x[i]))
            {
                T moved = deviations[i] + (T.CreateTruncating(Rate) * ((T.CreateTruncating(1.2533141373155003) * T.Abs(difference)) - deviations[i]));
                means[i] += T.CreateTruncating(Rate) * difference;
                deviations[i] = T.Clamp(moved, T.CreateTruncating(Floor), T.CreateTruncating(Ceiling));
            }
        }

        CollectionAssert.AreEqual((T[])[.. means, .. deviations, T.CreateTruncating(beyond)], result);
    }

    private static (T[] X, T[] Means, T[] Deviations) Given<T>(int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = Numbers.Normal<T>(length, 1, scale: 3);
        for (int i = 3; i < length; i += 5)
        {
            x[i] = T.NaN;
        }

        return (x, Numbers.Normal<T>(length, 2), [.. Numbers.Normal<T>(length, 3).Select(value => T.Abs(value) + T.CreateTruncating(Floor))]);
    }

    private sealed class AtWidth<T>(int length) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            var (x, means, deviations) = Given<T>(length);
            var count = new RunningScale.CountKernel<T> { X = x, Means = means, Deviations = deviations, Limit = T.One };
            count.Run<TSimd>();
            new RunningScale.UpdateKernel<T>
            {
                X = x, Means = means, Deviations = deviations,
                Rate = T.CreateTruncating(Rate), Floor = T.CreateTruncating(Floor), Ceiling = T.CreateTruncating(Ceiling),
            }.Run<TSimd>();
            return [.. means, .. deviations, T.CreateTruncating(count.Count)];
        }
    }
}
