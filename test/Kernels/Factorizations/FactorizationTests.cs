namespace AdaptiveML.Kernels.Tests;

[TestClass]
public sealed class FactorizationTests
{
    [TestMethod]
    [DataRow(1, 1, 0)]
    [DataRow(7, 5, 0)]
    [DataRow(40, 37, 0)]
    [DataRow(70, 20, 13)]
    public void The_Gram_update_has_the_same_bits_at_every_width_and_in_any_chunks(int rows, int size, int first)
    {
        int length = Tile.Pad(size);
        double[] x = Rows(rows, size, 1), start = Symmetric(size, 2);
        double[] sum = new GramAtWidth(x, length, start, first).Check(), chunks = [.. start];
        for (int row = 0; row < rows; row += 3)
        {
            Matrices.AddGram<double>(x.AsSpan(row * length, Math.Min(3, rows - row) * length), length, 0.5, chunks, first);
        }

        CollectionAssert.AreEqual(sum, chunks);
        for (int i = 0; i < size; i++)
        {
            for (int j = i; j < size; j++)
            {
                double product = Enumerable.Range(0, rows).Sum(k => 0.5 * x[(k * length) + i] * x[(k * length) + j]);
                double expected = start[(i * length) + j] + (i < first ? 0 : product);
                Numbers.AssertClose("gram", expected, sum[(i * length) + j], scale: rows);
            }
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(16)]
    [DataRow(37)]
    [DataRow(131)]
    public void A_factor_gives_its_matrix_back_and_solves(int size)
    {
        int length = Tile.Pad(size);
        double[] matrix = Definite(size, 3), factor = [.. matrix], x = Rows(1, size, 4), b = new double[length];
        Assert.IsTrue(Cholesky.Factor(factor, size));
        AssertFactorOf(matrix, factor, size);
        for (int i = 0; i < size; i++)
        {
            b[i] = Enumerable.Range(0, size).Sum(j => matrix[(i * length) + j] * x[j]);
        }

        double[] half = [.. b];
        Cholesky.SolveTransposed(factor, size, half);
        Numbers.AssertClose("quadratic form", Enumerable.Range(0, size).Sum(i => b[i] * x[i]), half.Sum(v => v * v), scale: 100);
        Cholesky.Solve(factor, size, b);
        for (int i = 0; i < length; i++)
        {
            Numbers.AssertClose("solution", x[i], b[i], scale: 1e4);
        }
    }

    [TestMethod]
    [DataRow(5)]
    [DataRow(50)]
    public void An_update_has_the_same_bits_at_every_width_and_adds_an_outer_product(int size)
    {
        int length = Tile.Pad(size);
        double[] matrix = Definite(size, 5), factor = [.. matrix], v = Rows(1, size, 6);
        Assert.IsTrue(Cholesky.Factor(factor, size));
        double[] updated = new UpdateAtWidth(factor, size, v).Check();
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                matrix[(i * length) + j] += v[i] * v[j];
            }
        }

        AssertFactorOf(matrix, updated, size);
    }

    [TestMethod]
    public void What_is_not_positive_definite_has_no_factor()
    {
        double[] matrix = new double[2 * Tile.Lanes];
        (matrix[0], matrix[1], matrix[Tile.Lanes + 1]) = (1, 2, 1);
        Assert.IsFalse(Cholesky.Factor(matrix, 2));
        matrix[0] = double.NaN;
        Assert.IsFalse(Cholesky.Factor(matrix, 2));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(37)]
    [DataRow(64)]
    public void The_tridiagonal_reduction_solves_for_any_shift(int size)
    {
        int length = Tile.Pad(size);
        double[] matrix = Definite(size, 7), reduced = [.. matrix], b = Rows(1, size, 8);
        double[] diagonal = new double[size], beside = new double[size], turned = [.. b], turnedX = new double[length], pivots = new double[size];
        Tridiagonal.Reduce(reduced, size, diagonal, beside);
        Numbers.AssertClose("trace", Enumerable.Range(0, size).Sum(i => matrix[(i * length) + i]), diagonal.Sum(), scale: 100);
        Tridiagonal.Turn(reduced, size, turned);
        Numbers.AssertClose("length", b.Sum(v => v * v), turned.Sum(v => v * v), scale: 100);
        foreach (double shift in (double[])[0, 0.1, 100])
        {
            double[] factor = [.. matrix], x = [.. b], solved = [.. turned];
            for (int i = 0; i < size; i++)
            {
                factor[(i * length) + i] += shift;
            }

            Assert.IsTrue(Cholesky.Factor(factor, size));
            Cholesky.Solve(factor, size, x);
            Assert.IsTrue(Tridiagonal.Solve(diagonal, beside, shift, solved, pivots));
            x.CopyTo(turnedX, 0);
            Tridiagonal.Turn(reduced, size, turnedX);
            for (int i = 0; i < size; i++)
            {
                Numbers.AssertClose($"shift {shift}", turnedX[i], solved[i], scale: 1e4);
            }
        }

        Assert.IsFalse(Tridiagonal.Solve(diagonal, beside, -1e6, [.. turned], pivots));
    }

    [TestMethod]
    public void The_rank_two_step_of_the_reduction_has_the_same_bits_at_every_width()
    {
        const int Size = 21;
        new RankTwoAtWidth(Symmetric(Size, 9), Size, Rows(1, Size, 10), Rows(1, Size, 11)).Check();
    }

    [TestMethod]
    public void Rectified_products_are_products_above_zero()
    {
        double[] matrix = Numbers.Normal<double>(3 * 16, 12), x = [1, -2, 0.5], offset = Numbers.Normal<double>(16, 13), values = new double[16];
        Matrices.RectifiedProduct<double>(matrix, x, offset, values);
        for (int j = 0; j < 16; j++)
        {
            Numbers.AssertClose("value", Math.Max(0, offset[j] + Enumerable.Range(0, 3).Sum(i => x[i] * matrix[(i * 16) + j])), values[j]);
        }
    }

    private static void AssertFactorOf(double[] matrix, double[] factor, int size)
    {
        int length = Tile.Pad(size);
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < length; j++)
            {
                double expected = j < size ? Enumerable.Range(0, size).Sum(k => factor[(k * length) + i] * factor[(k * length) + j]) : 0;
                Numbers.AssertClose("element", j < size ? matrix[(Math.Min(i, j) * length) + Math.Max(i, j)] : 0, expected, scale: 100);
                Assert.IsTrue((j >= i && j < size) || factor[(i * length) + j] == 0, "below the diagonal and in the padding lie zeros");
            }
        }
    }

    private static double[] Rows(int rows, int size, ulong seed)
    {
        int length = Tile.Pad(size);
        double[] values = Numbers.Normal<double>(rows * length, seed);
        return [.. values.Select((value, i) => i % length < size ? value : 0)];
    }

    private static double[] Symmetric(int size, ulong seed)
    {
        int length = Tile.Pad(size);
        double[] values = Rows(size, size, seed);
        return [.. values.Select((value, i) => i % length < size ? value + values[(i % length * length) + (i / length)] : 0)];
    }

    private static double[] Definite(int size, ulong seed)
    {
        int length = Tile.Pad(size);
        double[] x = Rows(size, size, seed), matrix = new double[size * length];
        for (int entry = 0; entry < matrix.Length; entry++)
        {
            int i = entry / length, j = entry % length;
            matrix[entry] = j < size ? Enumerable.Range(0, size).Sum(k => x[(k * length) + i] * x[(k * length) + j] / size) + (i == j ? 0.1 : 0) : 0;
        }

        return matrix;
    }

    private sealed class GramAtWidth(double[] x, int length, double[] start, int first) : AllWidths<double>
    {
        protected override double[] Run<TSimd>()
        {
            double[] sum = [.. start];
            new Matrices.AddGramKernel<double> { Rows = x, Length = length, Factor = 0.5, Destination = sum, First = first }.Run<TSimd>();
            return sum;
        }
    }

    private sealed class UpdateAtWidth(double[] factor, int size, double[] vector) : AllWidths<double>
    {
        protected override double[] Run<TSimd>()
        {
            double[] updated = [.. factor];
            new Cholesky.UpdateKernel { Factor = updated, Size = size, Vector = [.. vector] }.Run<TSimd>();
            return updated;
        }
    }

    private sealed class RankTwoAtWidth(double[] matrix, int size, double[] v, double[] w) : AllWidths<double>
    {
        protected override double[] Run<TSimd>()
        {
            double[] updated = [.. matrix];
            new Tridiagonal.RankTwoKernel { Matrix = updated, Size = size, First = 3, V = v, W = w }.Run<TSimd>();
            return updated;
        }
    }
}
