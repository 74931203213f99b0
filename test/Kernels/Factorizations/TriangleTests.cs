namespace AdaptiveML.Kernels.Tests;

/// <summary>Symmetric matrices in half the room: the same as in all of it.</summary>
[TestClass]
public sealed class TriangleTests
{
    [TestMethod]
    [DataRow(1, 16)]
    [DataRow(16, 256)]
    [DataRow(37, (16 * 48) + (16 * 32) + (5 * 16))]
    public void Rows_begin_at_the_tile_of_the_diagonal(int size, int elements)
    {
        Assert.AreEqual(elements, Triangle.Length(size));
        double[] square = Square(size), back = new double[square.Length], triangle = new double[elements];
        Triangle.Pack(square, size, triangle);
        Triangle.Expand(triangle, size, back);
        int length = Tile.Pad(size);
        for (int i = 0; i < size; i++)
        {
            var row = Triangle.Row(triangle, size, i);
            Assert.AreEqual(length - Triangle.First(i), row.Length);
            for (int j = i; j < size; j++)
            {
                Assert.AreEqual(square[(i * length) + j], back[(i * length) + j]);
                Assert.AreEqual(square[(i * length) + j], row[j - Triangle.First(i)]);
            }
        }
    }

    [TestMethod]
    [DataRow(5)]
    [DataRow(37)]
    [DataRow(130)]
    public void An_outer_product_and_a_solution_are_those_of_the_square_and_have_the_same_bits_at_every_width(int size)
    {
        int length = Tile.Pad(size);
        double[] square = Square(size), vector = Vector(size);
        double[] triangle = new double[Triangle.Length(size)];
        double[] solution = [.. vector];
        Triangle.Pack(square, size, triangle);
        double[] sum = new OuterAtWidth(triangle, vector, size).Check();
        Matrices.AddGram<double>(vector, length, 0.5, square);
        double[] expected = new double[triangle.Length];
        Triangle.Pack(square, size, expected);
        CollectionAssert.AreEqual(expected, sum);

        Assert.IsTrue(Cholesky.Factor(square, size));
        Triangle.Pack(square, size, triangle);
        double[] solved = new SolveAtWidth(triangle, vector, size).Check();
        Cholesky.SolveTransposed(square, size, solution);
        for (int i = 0; i < length; i++)
        {
            Numbers.AssertClose("solution", solution[i], solved[i], scale: 10);
        }
    }

    private static double[] Vector(int size) => [.. Numbers.Normal<double>(size, 8), .. new double[Tile.Pad(size) - size]];

    /// <summary>A symmetric matrix whose diagonal is large.</summary>
    private static double[] Square(int size)
    {
        int length = Tile.Pad(size);
        double[] values = Numbers.Normal<double>(size * size, 7), square = new double[size * length];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                square[(i * length) + j] = values[(i * size) + j] + values[(j * size) + i] + (i == j ? 4 * size : 0);
            }
        }

        return square;
    }

    private sealed class OuterAtWidth(double[] start, double[] vector, int size) : AllWidths<double>
    {
        protected override double[] Run<TSimd>()
        {
            double[] sum = [.. start];
            new Triangle.AddOuterKernel { Triangle = sum, Vector = vector, Size = size, Factor = 0.5 }.Run<TSimd>();
            return sum;
        }
    }

    private sealed class SolveAtWidth(double[] factor, double[] vector, int size) : AllWidths<double>
    {
        protected override double[] Run<TSimd>()
        {
            double[] solution = [.. vector];
            new Triangle.SolveKernel { Factor = factor, Vector = solution, Size = size }.Run<TSimd>();
            return solution;
        }
    }
}
