using System.Numerics;

namespace AdaptiveML.Kernels;

internal static partial class Matrices
{
    /// <summary>C = A B, row by row as <see cref="TransposedProduct"/>: what a row gives does not depend on the rows beside it.</summary>
    /// <param name="left">A, each row <paramref name="leftStride"/> elements from the last.</param>
    /// <param name="leftStride">At least <paramref name="inner"/>.</param>
    /// <param name="inner">Columns of A that count, and rows of B.</param>
    /// <param name="right">B, rows of whole tiles.</param>
    /// <param name="destination">C, rows as long as those of B.</param>
    public static void Product<T>(ReadOnlySpan<T> left, int leftStride, int inner, ReadOnlySpan<T> right, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int columns = Lengths.Rows(right, inner * (long)Tile.Lanes) * Tile.Lanes, rows = Lengths.Rows<T>(destination, columns);
        Lengths.InRange(leftStride, inner, int.MaxValue);
        Lengths.AtLeast(left, rows == 0 ? 0 : ((rows - 1L) * leftStride) + inner);
        for (int i = 0; i < rows; i++)
        {
            TransposedProduct(right, left.Slice(i * leftStride, inner), destination.Slice(i * columns, columns));
        }
    }
}
