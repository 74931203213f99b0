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
    [DataRow(1, 5, 16)]
    [DataRow(4, 17, 32)]
    public void The_sum_of_outer_products_has_the_same_bits_at_every_width_and_row_by_row(int rows, int inner, int columns)
    {
        CheckOuterProducts<float>(rows, inner, columns);
        CheckOuterProducts<double>(rows, inner, columns);
    }

    [TestMethod]
    public void Products_of_matrices_are_accurate()
    {
        const int Rows = 3, Inner = 5, Stride = 16, Columns = 32;
        double[] left = Numbers.Normal<double>(Rows * Stride, 8), right = Numbers.Normal<double>(Inner * Columns, 9), product = new double[Rows * Columns];
        Matrices.Product<double>(left, Stride, Inner, right, product);
        for (int i = 0; i < product.Length; i++)
        {
            double expected = Enumerable.Range(0, Inner).Sum(j => left[(i / Columns * Stride) + j] * right[(j * Columns) + (i % Columns)]);
            Numbers.AssertClose("product", expected, product[i]);
        }

        double[] back = new double[Rows * Stride];
        Matrices.ProductTransposed<double>(product, right, Columns, back, Stride);
        for (int i = 0; i < back.Length; i++)
        {
            double expected = i % Stride < Inner
                ? Enumerable.Range(0, Columns).Sum(j => product[(i / Stride * Columns) + j] * right[(i % Stride * Columns) + j])
                : 0;
            Numbers.AssertClose("transposed", expected, back[i], scale: 100);
        }
    }

    [TestMethod]
    public void Sizes_that_do_not_fit_are_refused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => Matrices.TransposedProduct<float>(new float[15], new float[1], new float[15]));
        Assert.ThrowsExactly<ArgumentException>(() => Matrices.TransposedProduct<float>(new float[32], new float[3], new float[16]));
        Assert.ThrowsExactly<ArgumentException>(() => Matrices.Downdate<float>(new float[32], new float[16], 1));
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

    private static void CheckOuterProducts<T>(int rows, int inner, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int stride = Tile.Pad(inner);
        T[] left = Numbers.Normal<T>(rows * stride, 5), factors = Numbers.Normal<T>(rows, 6), right = Numbers.Normal<T>(rows * columns, 7);
        T[] sum = new OuterProductsAtWidth<T>(left, stride, factors, right, inner, columns).Check();
        T[] single = new T[sum.Length];
        for (int i = 0; i < rows; i++)
        {
            Matrices.AddTransposedProduct<T>(left.AsSpan(i * stride, stride), stride, factors.AsSpan(i, 1), right.AsSpan(i * columns, columns), single);
        }

        CollectionAssert.AreEqual(sum, single);
        for (int entry = 0; entry < sum.Length; entry++)
        {
            double Term(int i) => double.CreateTruncating(factors[i]) * double.CreateTruncating(left[(i * stride) + (entry / columns)])
                * double.CreateTruncating(right[(i * columns) + (entry % columns)]);
            Numbers.AssertClose("sum", Enumerable.Range(0, rows).Sum(Term), sum[entry], scale: 10);
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

    private sealed class OuterProductsAtWidth<T>(T[] left, int stride, T[] factors, T[] right, int inner, int columns) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            T[] sum = new T[inner * columns];
            new Matrices.AddTransposedProductKernel<T>
            {
                Left = left, Stride = stride, Factors = factors, Right = right, Columns = columns, Destination = sum,
            }.Run<TSimd>();
            return sum;
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
