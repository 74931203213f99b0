using System.Numerics.Tensors;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.Continual;

/// <summary>Rows that are orthogonal to one another: how components are begun, and the penalty that keeps them so.</summary>
internal static class OrthogonalComponents
{
    /// <summary>Makes rows orthogonal to all before them, and then of length 1; those before stay (Gram–Schmidt).</summary>
    /// <param name="rows">The rows, padded with zeros to whole tiles.</param>
    /// <param name="length">Elements in a row, padding included.</param>
    /// <param name="first">The first row that changes.</param>
    public static void Extend(Span<double> rows, int length, int first)
    {
        int count = rows.Length / length;
        for (int k = first; k < count; k++)
        {
            var row = rows.Slice(k * length, length);
            for (int pass = 0; pass < 2; pass++)
            {
                for (int earlier = 0; earlier < k; earlier++)
                {
                    ReadOnlySpan<double> other = rows.Slice(earlier * length, length);
                    TensorPrimitives.FusedMultiplyAdd(other, -Reductions.Dot(row, other) / Reductions.SumOfSquares(other), row, row);
                }
            }
        }

        for (int k = first; k < count; k++)
        {
            var row = rows.Slice(k * length, length);
            TensorPrimitives.Divide(row, Reductions.Norm<double>(row), row);
        }
    }

    /// <summary>The mean of the squared elements of B Bᵀ − I; adds <paramref name="factor"/> times its gradient, (4 / n²) (B Bᵀ − I) B.</summary>
    /// <param name="rows">B, n rows.</param>
    /// <param name="length">Elements in a row, padding included.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="gradient">Added to.</param>
    public static double Penalty(ReadOnlySpan<double> rows, int length, double factor, Span<double> gradient)
    {
        int count = rows.Length / length;
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                var other = rows.Slice(j * length, length);
                double excess = Reductions.Dot(rows.Slice(i * length, length), other) - (i == j ? 1 : 0);
                sum += excess * excess;
                SpanSums.AddScaled(other, factor * 4 * excess / ((double)count * count), gradient.Slice(i * length, length));
            }
        }

        return sum / ((double)count * count);
    }
}
