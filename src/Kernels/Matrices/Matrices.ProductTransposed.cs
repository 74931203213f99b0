using System.Numerics;

namespace AdaptiveML.Kernels;

internal static partial class Matrices
{
    /// <summary>C = A Bᵀ: the scalar products of the rows of A and B.</summary>
    /// <param name="left">A, [m, <paramref name="columns"/>].</param>
    /// <param name="right">B, [k, <paramref name="columns"/>].</param>
    /// <param name="columns">Elements in a row of A and B, a multiple of <see cref="Tile.Lanes"/>.</param>
    /// <param name="destination">
    /// C, [m, <paramref name="destinationStride"/>], of which the first k columns are written and the others stay; what pads its last row may be missing.
    /// </param>
    /// <param name="destinationStride">Elements from one row of C to the next, at least k.</param>
    /// <exception cref="ArgumentException">A span has another length, or a number is out of range.</exception>
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
