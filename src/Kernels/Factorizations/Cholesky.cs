using System.Numerics.Tensors;

namespace AdaptiveML.Kernels;

/// <summary>
/// A = Uᵀ U of a symmetric positive definite matrix, in double; U lies row by row, each row padded to whole tiles, with zeros below the diagonal
/// (G. Golub and C. Van Loan, "Matrix computations", 4.2 and 6.5.4).
/// </summary>
internal static partial class Cholesky
{
    /// <summary>Rows that are factored before the rest of the matrix takes note of them.</summary>
    private const int Block = 32;

    /// <summary>Factors in place.</summary>
    /// <param name="matrix">A, [size, size in whole tiles], of which only what lies on and above the diagonal is read; receives U.</param>
    /// <param name="size">Rows and columns.</param>
    /// <param name="cancellation">Is looked at every 32 rows.</param>
    /// <returns>Whether A is positive definite to working precision; if not, what <paramref name="matrix"/> holds is of no use.</returns>
    /// <exception cref="ArgumentException">The matrix has another length.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; what <paramref name="matrix"/> holds is of no use.</exception>
    public static bool Factor(Span<double> matrix, int size, CancellationToken cancellation = default)
    {
        int length = Lengths.Square<double>(matrix, size);
        for (int start = 0; start < size; start += Block)
        {
            cancellation.ThrowIfCancellationRequested();
            int end = Math.Min(start + Block, size);
            for (int k = start; k < end; k++)
            {
                var row = matrix.Slice(k * length, length);
                double pivot = row[k];
                if (!(pivot > 0 && double.IsFinite(pivot)))
                {
                    return false;
                }

                row[..k].Clear();
                TensorPrimitives.Multiply(row[k..size], 1 / Math.Sqrt(pivot), row[k..size]);
                Matrices.AddGram<double>(row, length, -1, matrix[..(end * length)], k + 1);
            }

            Matrices.AddGram<double>(matrix[(start * length)..(end * length)], length, -1, matrix[..(size * length)], end);
        }

        return true;
    }

    /// <summary>Solves A x = b.</summary>
    /// <param name="factor">U, [size, size in whole tiles].</param>
    /// <param name="size">Rows and columns.</param>
    /// <param name="vector">b, [size in whole tiles], padded with zeros; receives x.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void Solve(ReadOnlySpan<double> factor, int size, Span<double> vector)
    {
        SolveTransposed(factor, size, vector);
        int length = vector.Length;
        for (int i = size - 1; i >= 0; i--)
        {
            int tile = i / Tile.Lanes * Tile.Lanes;
            double value = vector[i];
            vector[i] = 0;
            vector[i] = (value - Reductions.Dot(factor[((i * length) + tile)..((i + 1) * length)], vector[tile..])) / factor[(i * length) + i];
        }
    }

    /// <summary>Solves Uᵀ x = b; |x|² is bᵀ A⁻¹ b.</summary>
    /// <param name="factor">U, [size, size in whole tiles].</param>
    /// <param name="size">Rows and columns.</param>
    /// <param name="vector">b, [size in whole tiles], padded with zeros; receives x.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void SolveTransposed(ReadOnlySpan<double> factor, int size, Span<double> vector)
    {
        int length = Lengths.Square(factor, size);
        Lengths.Equal<double>(vector, length);
        for (int k = 0; k < size; k++)
        {
            var row = factor.Slice(k * length, length);
            double value = vector[k] / row[k];
            TensorPrimitives.FusedMultiplyAdd(row[k..], -value, vector[k..], vector[k..]);
            vector[k] = value;
        }
    }

    /// <summary>ln det A = 2 Σ ln U_ii.</summary>
    /// <param name="factor">U, [size, size in whole tiles].</param>
    /// <param name="size">Rows and columns.</param>
    /// <exception cref="ArgumentException">The factor has another length.</exception>
    public static double LogDeterminant(ReadOnlySpan<double> factor, int size)
    {
        int length = Lengths.Square(factor, size);
        double sum = 0;
        for (int i = 0; i < size; i++)
        {
            sum += Elementary.Log(factor[(i * length) + i]);
        }

        return 2 * sum;
    }
}
