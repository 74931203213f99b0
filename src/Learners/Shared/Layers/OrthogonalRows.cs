using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners;

/// <summary>Gram and Schmidt's process on the rows of a matrix.</summary>
internal static class OrthogonalRows
{
    /// <summary>
    /// Makes rows orthonormal that are independent, such as random ones; where they are more than columns, in groups of as many as there are columns.
    /// </summary>
    /// <param name="matrix">Rows, each padded to whole tiles.</param>
    /// <param name="columns">Columns that count.</param>
    public static void Make<T>(Span<T> matrix, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int stride = Tile.Pad(columns), rows = matrix.Length / stride;
        for (int i = 0; i < rows; i++)
        {
            var row = matrix.Slice(i * stride, stride);
            for (int pass = 0; pass < 2; pass++)
            {
                for (int j = i / columns * columns; j < i; j++)
                {
                    ReadOnlySpan<T> other = matrix.Slice(j * stride, stride);
                    SpanSums.AddScaled(other, -Reductions.Dot<T>(row, other), row);
                }
            }

            TensorPrimitives.Multiply(row, T.One / T.Sqrt(Reductions.SumOfSquares<T>(row)), row);
        }
    }
}
