using System.Numerics;

namespace AdaptiveML.Kernels.Tests;

[TestClass]
public sealed class LagProductsTests
{
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
    public void Their_ratio_is_the_correlation_of_a_value_with_the_one_before()
    {
        const double correlation = 0.8;
        double[] noise = Numbers.Normal<double>(20_000, 9), products = [0], squares = [0];
        double value = 0;
        foreach (double each in noise)
        {
            double before = value;
            value = (correlation * before) + each;
            LagProducts.Update<double>([before], [value], [0], products, squares, 1e-3);
        }

        Assert.AreEqual(correlation, products[0] / squares[0], 0.05);
    }

    private static void Check<T>(int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] result = new AtWidth<T>(length).Check();
        T[] before = Numbers.Normal<T>(length, 1), now = Numbers.Normal<T>(length, 2), means = Numbers.Normal<T>(length, 3);
        T[] products = Numbers.Normal<T>(length, 4), squares = Numbers.Normal<T>(length, 5);
        T rate = T.CreateTruncating(0.1), half = T.CreateTruncating(0.5);
        for (int i = 0; i < length; i++)
        {
            T b = before[i] - means[i], n = now[i] - means[i];
            products[i] += rate * ((b * n) - products[i]);
            squares[i] += rate * ((half * ((b * b) + (n * n))) - squares[i]);
        }

        CollectionAssert.AreEqual((T[])[.. products, .. squares], result);
    }

    private sealed class AtWidth<T>(int length) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            T[] products = Numbers.Normal<T>(length, 4), squares = Numbers.Normal<T>(length, 5);
            new LagProducts.Kernel<T>
            {
                Before = Numbers.Normal<T>(length, 1), Now = Numbers.Normal<T>(length, 2), Means = Numbers.Normal<T>(length, 3),
                Products = products, Squares = squares, Rate = T.CreateTruncating(0.1),
            }.Run<TSimd>();
            return [.. products, .. squares];
        }
    }
}
