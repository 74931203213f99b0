using System.Numerics;

namespace AdaptiveML.Kernels;

internal static partial class Matrices
{
    /// <summary>C = A B, row by row as <see cref="TransposedProduct"/>: what a row gives does not depend on the rows beside it.</summary>
    /// <param name="left">
    /// A, [m, <paramref name="leftStride"/>], of which the first <paramref name="inner"/> columns count; what pads its last row may be missing.
    /// </param>
    /// <param name="leftStride">At least <paramref name="inner"/>.</param>
    /// <param name="inner">Columns of A that count, and rows of B; at least 1.</param>
    /// <param name="right">B, [inner, columns], rows of whole tiles.</param>
    /// <param name="destination">C, [m, columns]; must not overlap the others.</param>
    /// <exception cref="ArgumentException">A span has another length, or the stride is too short.</exception>
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
