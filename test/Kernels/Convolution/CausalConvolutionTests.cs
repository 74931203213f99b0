using System.Numerics;

namespace AdaptiveML.Kernels.Tests;

[TestClass]
public sealed class CausalConvolutionTests
{
    [TestMethod]
    [DataRow(16, 1)]
    [DataRow(48, 4)]
    public void Both_ways_agree_with_plain_sums_and_have_the_same_bits_at_every_width(int width, int size)
    {
        Check<float>(width, size);
        Check<double>(width, size);
    }

    private static void Check<T>(int width, int size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var filter = new AtWidth<T>(width, size);
        T[] results = filter.Check();
        T[] output = new T[width], weightGradient = new T[width * size], rowGradient = [.. filter.Start];
        CausalConvolution.Apply<T>(filter.Weights, filter.Bias, filter.Rows, output);
        CausalConvolution.VectorJacobianProduct<T>(filter.Weights, filter.Rows, filter.Gradient, weightGradient, rowGradient);
        CollectionAssert.AreEqual(results, (T[])[.. output, .. weightGradient, .. rowGradient], "the dispatched width gives the same");
        static double Number(T value) => double.CreateTruncating(value);
        for (int c = 0; c < width; c++)
        {
            double sum = Number(filter.Bias[c]), gradient = Number(filter.Gradient[c]);
            for (int at = c; at < width * size; at += width)
            {
                double weight = Number(filter.Weights[at]), row = Number(filter.Rows[at]);
                sum += weight * row;
                Numbers.AssertClose("weight", gradient * row, weightGradient[at], 4);
                Numbers.AssertClose("row", Number(filter.Start[at]) + (gradient * weight), rowGradient[at], 4);
            }

            Numbers.AssertClose("output", sum, output[c], 8);
        }
    }

    private sealed class AtWidth<T>(int width, int size) : AllWidths<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public T[] Weights { get; } = Numbers.Normal<T>(width * size, 1);

        public T[] Rows { get; } = Numbers.Normal<T>(width * size, 2);

        public T[] Start { get; } = Numbers.Normal<T>(width * size, 3);

        public T[] Bias { get; } = Numbers.Normal<T>(width, 4);

        public T[] Gradient { get; } = Numbers.Normal<T>(width, 5);

        protected override T[] Run<TSimd>()
        {
            T[] output = new T[width], weightGradient = new T[width * size], rowGradient = [.. Start];
            new CausalConvolution.ApplyKernel<T> { Weights = Weights, Bias = Bias, Rows = Rows, Output = output }.Run<TSimd>();
            new CausalConvolution.VectorJacobianKernel<T>
            {
                Weights = Weights, Rows = Rows, OutputGradient = Gradient, WeightGradient = weightGradient, RowGradient = rowGradient,
            }.Run<TSimd>();
            return [.. output, .. weightGradient, .. rowGradient];
        }
    }
}
