using System.Numerics;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

/// <summary>Operations on matrices that lie row by row, each row padded to whole tiles.</summary>
public static partial class Matrices
{
    /// <summary>destination = Aᵀ x = Σ_i x_i A_i, over the rows A_i; for a symmetric matrix that is A x.</summary>
    /// <param name="matrix">A: as many rows as <paramref name="x"/> has elements, each as long as <paramref name="destination"/>.</param>
    /// <param name="x">One element a row.</param>
    /// <param name="destination">Receives the product; its length must be a multiple of <see cref="Tile.Lanes"/>.</param>
    public static void TransposedProduct<T>(ReadOnlySpan<T> matrix, ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination.Length % Tile.Lanes, 0, nameof(destination));
        ArgumentOutOfRangeException.ThrowIfNotEqual(matrix.Length, x.Length * destination.Length, nameof(matrix));
        var kernel = new TransposedProductKernel<T> { Matrix = matrix, X = x, Destination = destination };
        SimdDispatch.Run<TransposedProductKernel<T>, T>(ref kernel);
    }

    internal ref struct TransposedProductKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Matrix;
        public ReadOnlySpan<T> X;
        public Span<T> Destination;

        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T matrix = ref MemoryMarshal.GetReference(Matrix);
            nuint length = (nuint)Destination.Length, rows = (nuint)X.Length;
            for (nuint column = 0; column < length; column += (nuint)TSimd.Count)
            {
                // Four sums, so that an addition need not wait for the one before.
                var zero = TSimd.Create(T.Zero);
                var (first, second, third, fourth) = (zero, zero, zero, zero);
                nuint i = 0;
                for (; i + 3 < rows; i += 4)
                {
                    first = Next(ref matrix, (i * length) + column, X[(int)i], first);
                    second = Next(ref matrix, ((i + 1) * length) + column, X[(int)i + 1], second);
                    third = Next(ref matrix, ((i + 2) * length) + column, X[(int)i + 2], third);
                    fourth = Next(ref matrix, ((i + 3) * length) + column, X[(int)i + 3], fourth);
                }

                for (; i < rows; i++)
                {
                    first = Next(ref matrix, (i * length) + column, X[(int)i], first);
                }

                ((first + second) + (third + fourth)).Store(ref MemoryMarshal.GetReference(Destination), column);
            }
        }

        private static TSimd Next<TSimd>(ref T matrix, nuint offset, T x, TSimd sum)
            where TSimd : struct, ISimd<TSimd, T> => TSimd.FusedMultiplyAdd(TSimd.Load(ref matrix, offset), TSimd.Create(x), sum);
    }
}
