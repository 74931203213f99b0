using System.Numerics;

namespace AdaptiveML.Kernels;

internal static partial class Matrices
{
    /// <summary>C = A Bᵀ: the scalar products of the rows of A and B.</summary>
    /// <param name="left">A, rows of whole tiles.</param>
    /// <param name="right">B, rows as long.</param>
    /// <param name="columns">Elements in a row of A and B, a multiple of <see cref="Tile.Lanes"/>.</param>
    /// <param name="destination">C, as many rows as A; receives as many columns as B has rows, the others stay.</param>
    /// <param name="destinationStride">Elements from one row of C to the next.</param>
    public static void ProductTransposed<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, int columns, Span<T> destination, int destinationStride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckRowLength(columns);
        int rows = Lengths.Rows(left, columns), count = Lengths.Rows(right, columns);
        Lengths.InRange(destinationStride, count, int.MaxValue);
        Lengths.AtLeast<T>(destination, rows == 0 ? 0 : ((rows - 1L) * destinationStride) + count);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < count; j++)
            {
                destination[(i * destinationStride) + j] = Reductions.Dot(left.Slice(i * columns, columns), right.Slice(j * columns, columns));
            }
        }
    }
}
