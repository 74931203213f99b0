using System.Numerics;

namespace AdaptiveML.Kernels.Tests;

[TestClass]
public sealed class MatricesTests
{
    [TestMethod]
    [DataRow(16, 16)]
    [DataRow(7, 32)]
    [DataRow(64, 64)]
    public void The_transposed_product_has_the_same_bits_at_every_width_and_is_accurate(int rows, int columns)
    {
        CheckProduct<float>(rows, columns);
        CheckProduct<double>(rows, columns);
    }

    [TestMethod]
    [DataRow(16)]
    [DataRow(48)]
    public void The_downdate_has_the_same_bits_at_every_width_and_keeps_symmetry_to_the_bit(int size)
    {
        CheckDowndate<float>(size);
        CheckDowndate<double>(size);
    }

    [TestMethod]
    public void Sizes_that_do_not_fit_are_refused()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Matrices.TransposedProduct<float>(new float[15], new float[1], new float[15]));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Matrices.TransposedProduct<float>(new float[32], new float[3], new float[16]));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Matrices.Downdate<float>(new float[32], new float[16], 1));
    }

    private static void CheckProduct<T>(int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] matrix = Numbers.Normal<T>(rows * columns, 1), x = Numbers.Normal<T>(rows, 2);
        T[] product = new ProductAtWidth<T>(matrix, x, columns).Check();
        for (int j = 0; j < columns; j++)
        {
            double expected = Enumerable.Range(0, rows).Sum(i => double.CreateTruncating(matrix[(i * columns) + j]) * double.CreateTruncating(x[i]));
            Numbers.AssertClose("product", expected, product[j], scale: rows);
        }
    }

    private static void CheckDowndate<T>(int size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] factors = Numbers.Normal<T>(size * size, 3), vector = Numbers.Normal<T>(size, 4), matrix = new T[size * size];
        for (int i = 0; i < size * size; i++)
        {
            matrix[i] = factors[i] + factors[(i % size * size) + (i / size)];
        }

        T[] result = new DowndateAtWidth<T>(matrix, vector).Check();
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                double v = double.CreateTruncating(vector[i]) * double.CreateTruncating(vector[j]);
                Numbers.AssertClose("downdate", 1.25 * (double.CreateTruncating(matrix[(i * size) + j]) - v), result[(i * size) + j], scale: 4);
                Assert.AreEqual(result[(i * size) + j], result[(j * size) + i]);
            }
        }
    }

    private sealed class ProductAtWidth<T>(T[] matrix, T[] x, int columns) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            T[] destination = new T[columns];
            new Matrices.TransposedProductKernel<T> { Matrix = matrix, X = x, Destination = destination }.Run<TSimd>();
            return destination;
        }
    }

    private sealed class DowndateAtWidth<T>(T[] matrix, T[] vector) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            T[] result = [.. matrix];
            new Matrices.DowndateKernel<T> { Matrix = result, Vector = vector, Scale = T.CreateTruncating(1.25) }.Run<TSimd>();
            return result;
        }
    }
}
