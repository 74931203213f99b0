using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

/// <summary>Operations on matrices that lie row by row, each row padded to whole tiles.</summary>
internal static partial class Matrices
{
    /// <summary>destination = Aᵀ x = Σ_i x_i A_i, over the rows A_i; for a symmetric matrix that is A x.</summary>
    /// <param name="matrix">A, [m, n].</param>
    /// <param name="x">[m].</param>
    /// <param name="destination">Receives the product, [n], n in whole tiles; must not overlap the others.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void TransposedProduct<T>(ReadOnlySpan<T> matrix, ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Lengths.Equal(matrix, (long)x.Length * Lengths.WholeTiles<T>(destination));
        var kernel = new TransposedProductKernel<T> { Matrix = matrix, X = x, Destination = destination };
        SimdDispatch.Run<TransposedProductKernel<T>, T>(ref kernel);
    }

    private static void CheckRowLength(int length)
    {
        Lengths.InRange(length, Tile.Lanes, int.MaxValue);
        Lengths.InRange(length % Tile.Lanes, 0, 0, nameof(length));
    }

    internal ref struct TransposedProductKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Matrix;
        public ReadOnlySpan<T> X;
        public Span<T> Destination;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T matrix = ref MemoryMarshal.GetReference(Matrix);
            ref T x = ref MemoryMarshal.GetReference(X);
            ref T destination = ref MemoryMarshal.GetReference(Destination);
            nuint rows = (nuint)X.Length, length = (nuint)Destination.Length;
            nuint column = 0, count = (nuint)TSimd.Count;
            for (; column + count < length; column += 2 * count)
            {
                // Two columns share what is broadcast; four sums each, so that an addition need not wait for the one before.
                var zero = TSimd.Create(T.Zero);
                var (first, second, third, fourth) = (zero, zero, zero, zero);
                var (nextFirst, nextSecond, nextThird, nextFourth) = (zero, zero, zero, zero);
                nuint i = 0, at = column;
                for (; i + 3 < rows; i += 4, at += 4 * length)
                {
                    var (a, b) = (TSimd.Create(Unsafe.Add(ref x, i)), TSimd.Create(Unsafe.Add(ref x, i + 1)));
                    var (c, d) = (TSimd.Create(Unsafe.Add(ref x, i + 2)), TSimd.Create(Unsafe.Add(ref x, i + 3)));
                    first = TSimd.FusedMultiplyAdd(TSimd.Load(ref matrix, at), a, first);
                    nextFirst = TSimd.FusedMultiplyAdd(TSimd.Load(ref matrix, at + count), a, nextFirst);
                    second = TSimd.FusedMultiplyAdd(TSimd.Load(ref matrix, at + length), b, second);
                    nextSecond = TSimd.FusedMultiplyAdd(TSimd.Load(ref matrix, at + length + count), b, nextSecond);
                    third = TSimd.FusedMultiplyAdd(TSimd.Load(ref matrix, at + (2 * length)), c, third);
                    nextThird = TSimd.FusedMultiplyAdd(TSimd.Load(ref matrix, at + (2 * length) + count), c, nextThird);
                    fourth = TSimd.FusedMultiplyAdd(TSimd.Load(ref matrix, at + (3 * length)), d, fourth);
                    nextFourth = TSimd.FusedMultiplyAdd(TSimd.Load(ref matrix, at + (3 * length) + count), d, nextFourth);
                }

                for (; i < rows; i++, at += length)
                {
                    var a = TSimd.Create(Unsafe.Add(ref x, i));
                    first = TSimd.FusedMultiplyAdd(TSimd.Load(ref matrix, at), a, first);
                    nextFirst = TSimd.FusedMultiplyAdd(TSimd.Load(ref matrix, at + count), a, nextFirst);
                }

                ((first + second) + (third + fourth)).Store(ref destination, column);
                ((nextFirst + nextSecond) + (nextThird + nextFourth)).Store(ref destination, column + count);
            }

            for (; column < length; column += count)
            {
                var zero = TSimd.Create(T.Zero);
                var (first, second, third, fourth) = (zero, zero, zero, zero);
                nuint i = 0, at = column;
                for (; i + 3 < rows; i += 4, at += 4 * length)
                {
                    first = TSimd.FusedMultiplyAdd(TSimd.Load(ref matrix, at), TSimd.Create(Unsafe.Add(ref x, i)), first);
                    second = TSimd.FusedMultiplyAdd(TSimd.Load(ref matrix, at + length), TSimd.Create(Unsafe.Add(ref x, i + 1)), second);
                    third = TSimd.FusedMultiplyAdd(TSimd.Load(ref matrix, at + (2 * length)), TSimd.Create(Unsafe.Add(ref x, i + 2)), third);
                    fourth = TSimd.FusedMultiplyAdd(TSimd.Load(ref matrix, at + (3 * length)), TSimd.Create(Unsafe.Add(ref x, i + 3)), fourth);
                }

                for (; i < rows; i++, at += length)
                {
                    first = TSimd.FusedMultiplyAdd(TSimd.Load(ref matrix, at), TSimd.Create(Unsafe.Add(ref x, i)), first);
                }

                ((first + second) + (third + fourth)).Store(ref destination, column);
            }
        }
    }
}
