using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

/// <summary>
/// A = Q T Qᵀ of a symmetric matrix, T tridiagonal, Q a product of Householder reflections (Golub and Van Loan, 8.3.1). With it (A + λ I)⁻¹ b costs O(n) a
/// value of λ once b was turned by Qᵀ: ridge solutions for many penalties from one reduction (L. Eldén, BIT 17, 1977).
/// </summary>
internal static partial class Tridiagonal
{
    /// <summary>Reduces a matrix.</summary>
    /// <param name="matrix">
    /// A, [size, size in whole tiles], both triangles; receives the vectors v of the reflections I − 2 v vᵀ / vᵀv, one a row, of length √2.
    /// </param>
    /// <param name="size">Rows and columns.</param>
    /// <param name="diagonal">Receives the diagonal of T, [size] or more.</param>
    /// <param name="beside">Receives what lies beside it, [size] or more, the last 0.</param>
    /// <param name="cancellation">Is looked at every row.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; what <paramref name="matrix"/> holds is of no use.</exception>
    public static void Reduce(Span<double> matrix, int size, Span<double> diagonal, Span<double> beside, CancellationToken cancellation = default)
    {
        int length = Lengths.Square<double>(matrix, size);
        Lengths.AtLeast<double>(diagonal, size);
        Lengths.AtLeast<double>(beside, size);
        double[] product = new double[length];
        for (int k = 0; k < size; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            var row = matrix.Slice(k * length, length);
            diagonal[k] = row[k];
            row[..(k + 1)].Clear();
            beside[k] = Reflection(row, k + 1);
            if (beside[k] != 0 && k + 1 < size)
            {
                Reflect(matrix, size, k + 1, row, product);
            }
        }
    }

    /// <summary>x ← Qᵀ x.</summary>
    /// <param name="reflections">What <see cref="Reduce"/> left, [size, size in whole tiles].</param>
    /// <param name="size">Rows and columns.</param>
    /// <param name="vector">x, [size in whole tiles], padded with zeros.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void Turn(ReadOnlySpan<double> reflections, int size, Span<double> vector)
    {
        int length = Lengths.Square(reflections, size);
        Lengths.Equal<double>(vector, length);
        for (int k = 0; k < size; k++)
        {
            int tile = k / Tile.Lanes * Tile.Lanes;
            var v = reflections[((k * length) + tile)..((k + 1) * length)];
            TensorPrimitives.FusedMultiplyAdd(v, -Reductions.Dot(v, vector[tile..]), vector[tile..], vector[tile..]);
        }
    }

    /// <summary>Solves (T + λ I) x = b, by T + λ I = L D Lᵀ.</summary>
    /// <param name="diagonal">The diagonal of T, [n].</param>
    /// <param name="beside">What lies beside it, [n] or more.</param>
    /// <param name="shift">λ.</param>
    /// <param name="vector">b, [n] or more; receives x.</param>
    /// <param name="pivots">Scratch, [n] or more.</param>
    /// <returns>Whether T + λ I is positive definite to working precision; if not, <paramref name="vector"/> is of no use.</returns>
    /// <exception cref="ArgumentException">A span is shorter.</exception>
    public static bool Solve(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> beside, double shift, Span<double> vector, Span<double> pivots)
    {
        int size = diagonal.Length;
        Lengths.AtLeast(beside, size);
        Lengths.AtLeast<double>(vector, size);
        Lengths.AtLeast<double>(pivots, size);
        for (int i = 0; i < size; i++)
        {
            double ratio = i == 0 ? 0 : beside[i - 1] / pivots[i - 1];
            pivots[i] = diagonal[i] + shift - (i == 0 ? 0 : ratio * beside[i - 1]);
            vector[i] -= i == 0 ? 0 : ratio * vector[i - 1];
            if (!(pivots[i] > 0))
            {
                return false;
            }
        }

        for (int i = size - 1; i >= 0; i--)
        {
            vector[i] = (vector[i] - (i == size - 1 ? 0 : beside[i] * vector[i + 1])) / pivots[i];
        }

        return true;
    }

    /// <summary>Makes of x the v of length √2 whose reflection takes x to a multiple of e_first; gives the multiple.</summary>
    private static double Reflection(Span<double> x, int first)
    {
        if (first >= x.Length)
        {
            return 0;
        }

        double scale = Math.Abs(TensorPrimitives.MaxMagnitude<double>(x));
        if (scale == 0)
        {
            return 0;
        }

        TensorPrimitives.Divide(x, scale, x);
        double norm = Math.Sqrt(Reductions.SumOfSquares<double>(x)), target = x[first] > 0 ? -norm : norm;
        x[first] -= target;
        TensorPrimitives.Multiply(x, 1 / Math.Sqrt(0.5 * Reductions.SumOfSquares<double>(x)), x);
        return target * scale;
    }

    /// <summary>B ← (I − v vᵀ) B (I − v vᵀ) on the rows and columns from first on: B − v wᵀ − w vᵀ with w = B v − ½ (vᵀ B v) v.</summary>
    private static void Reflect(Span<double> matrix, int size, int first, ReadOnlySpan<double> v, Span<double> w)
    {
        int length = v.Length, tile = first / Tile.Lanes * Tile.Lanes;
        w.Clear();
        for (int i = first; i < size; i++)
        {
            w[i] = Reductions.Dot(matrix[((i * length) + tile)..((i + 1) * length)], v[tile..]);
        }

        TensorPrimitives.FusedMultiplyAdd(v, -0.5 * Reductions.Dot(v, w), w, w);
        var kernel = new RankTwoKernel { Matrix = matrix, Size = size, First = first, V = v, W = w };
        SimdDispatch.Run<RankTwoKernel, double>(ref kernel);
    }

    internal ref struct RankTwoKernel : ISimdKernel<double>
    {
        public Span<double> Matrix;
        public int Size;
        public int First;
        public ReadOnlySpan<double> V;
        public ReadOnlySpan<double> W;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, double>
        {
            ref double v = ref MemoryMarshal.GetReference(V);
            ref double w = ref MemoryMarshal.GetReference(W);
            for (int i = First; i < Size; i++)
            {
                ref double row = ref MemoryMarshal.GetReference(Matrix.Slice(i * V.Length, V.Length));
                TSimd left = TSimd.Create(-V[i]), right = TSimd.Create(-W[i]);
                for (nuint j = (nuint)(First / Tile.Lanes * Tile.Lanes); j < (nuint)V.Length; j += (nuint)TSimd.Count)
                {
                    var old = TSimd.FusedMultiplyAdd(right, TSimd.Load(ref v, j), TSimd.Load(ref row, j));
                    TSimd.FusedMultiplyAdd(left, TSimd.Load(ref w, j), old).Store(ref row, j);
                }
            }
        }
    }
}
