using System.Numerics;

namespace AdaptiveML.Kernels.Tests;

[TestClass]
public sealed class NormalizationTests
{
    [TestMethod]
    [DataRow(5)]
    [DataRow(16)]
    [DataRow(70)]
    public void All_maps_have_the_same_bits_at_every_width(int size)
    {
        Check<float>(size);
        Check<double>(size);
    }

    [TestMethod]
    [DataRow(6)]
    [DataRow(32)]
    public void The_gradient_of_the_loss_is_orthogonal_to_ones_and_to_what_was_normalised(int size)
    {
        var row = new Row<double>(size);
        double inverse = row.Run();
        Assert.AreEqual(0, Reductions.Sum<double>(row.Gradient), 1e-12 * inverse);
        Assert.AreEqual(0, Reductions.Dot<double>(row.Gradient, row.Normal), 1e-4 * inverse, "up to ε / (variance + ε)");
        Assert.AreEqual(size, Reductions.SumOfSquares<double>(row.Normal), 1e-3);
    }

    [TestMethod]
    public void The_gradient_and_its_reverse_mode_agree_with_finite_differences()
    {
        const int Size = 6;
        const double Step = 1e-5;
        var row = new Row<double>(Size);
        double inverse = row.Run();
        double[] cotangent = Padded<double>(Size, 9), pulled = [.. cotangent], target = new double[16], scale = new double[16], offset = new double[16];
        Normalization.LossGradientVectorJacobianProduct<double>(
            row.Normal, inverse, Size, row.Scale, row.Error, row.Gradient, pulled, new double[32], scale, offset, target);

        double Slope(double[] values, int i, Func<Row<double>, double> result)
        {
            double kept = values[i];
            values[i] = kept + Step;
            row.Run();
            double up = result(row);
            values[i] = kept - Step;
            row.Run();
            double down = result(row);
            values[i] = kept;
            return (up - down) / (2 * Step);
        }

        double[] gradient = [.. row.Gradient];
        double Along(Row<double> moved) => Reductions.Dot<double>(cotangent, moved.Gradient);
        for (int i = 0; i < Size; i++)
        {
            Assert.AreEqual(gradient[i], Slope(row.Values, i, moved => 0.5 * Reductions.SumOfSquares<double>(moved.Error)), 1e-7);
            Assert.AreEqual(pulled[i], Slope(row.Values, i, Along), 1e-7);
            Assert.AreEqual(scale[i], Slope(row.Scale, i, Along), 1e-7);
            Assert.AreEqual(offset[i], Slope(row.Offset, i, Along), 1e-7);
            Assert.AreEqual(target[i], Slope(row.Target, i, Along), 1e-7);
        }
    }

    private static T[] Padded<T>(int size, ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. Numbers.Normal<T>(size, seed), .. new T[Tile.Pad(size) - size]];

    private static void Check<T>(int size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var row = new Row<T>(size);
        T[] results = new AtWidth<T>(row).Check();
        T inverse = row.Run();
        T[] expected = [inverse, .. row.Normal, .. row.Error, .. row.Gradient];
        CollectionAssert.AreEqual(expected, results, "the dispatched width gives the same");
    }

    private sealed class Row<T>(int size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public int Size => size;

        public T[] Values { get; } = Padded<T>(size, 1);

        public T[] Scale { get; } = Padded<T>(size, 2);

        public T[] Offset { get; } = Padded<T>(size, 3);

        public T[] Target { get; } = Padded<T>(size, 4);

        public T[] Normal { get; } = new T[Tile.Pad(size)];

        public T[] Error { get; } = new T[Tile.Pad(size)];

        public T[] Gradient { get; } = new T[Tile.Pad(size)];

        public T Run()
        {
            T inverse = Normalization.Normalize<T>(Values, size, Normal);
            Normalization.LossGradient<T>(Normal, inverse, size, Scale, Offset, Target, Error, Gradient);
            return inverse;
        }
    }

    private sealed class AtWidth<T>(Row<T> row) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override T[] Run<TSimd>()
        {
            T[] normal = new T[row.Normal.Length], error = new T[normal.Length], gradient = new T[normal.Length];
            var normalize = new Normalization.NormalizeKernel<T> { Values = row.Values, Size = row.Size, Normal = normal };
            normalize.Run<TSimd>();
            new Normalization.LossGradientKernel<T>
            {
                Normal = normal,
                InverseDeviation = normalize.InverseDeviation,
                Size = row.Size,
                Scale = row.Scale,
                Offset = row.Offset,
                Target = row.Target,
                Error = error,
                Gradient = gradient,
            }.Run<TSimd>();
            return [normalize.InverseDeviation, .. normal, .. error, .. gradient];
        }
    }
}
