using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

internal static partial class Matrices
{
    /// <summary>Rows of X that are added before the next block of C is taken up: they stay in the cache.</summary>
    private const int GramBlock = 64;

    /// <summary>
    /// C += factor · Xᵀ X on and above the diagonal, from a row of C on (a symmetric rank-k update). An element adds the rows of X one after the other, so that
    /// any division of the rows into calls gives the same bits. What lies below the diagonal in a tile that the diagonal crosses is overwritten too; further
    /// below nothing is.
    /// </summary>
    /// <param name="rows">X, [rows, length].</param>
    /// <param name="length">Elements in a row of X and C, a multiple of <see cref="Tile.Lanes"/>.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="destination">C, [lines, length] with lines ≤ length; must not overlap <paramref name="rows"/> where it changes.</param>
    /// <param name="first">First row of C that changes, from 0.</param>
    /// <exception cref="ArgumentException">A span has another length, or a number is out of range.</exception>
    public static void AddGram<T>(ReadOnlySpan<T> rows, int length, T factor, Span<T> destination, int first = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckRowLength(length);
        Lengths.Rows(rows, length);
        Lengths.InRange(Lengths.Rows<T>(destination, length), 0, length, nameof(destination));
        Lengths.InRange(first, 0, int.MaxValue);
        for (var rest = rows; !rest.IsEmpty;)
        {
            int count = (int)Math.Min((long)GramBlock * length, rest.Length);
            var kernel = new AddGramKernel<T> { Rows = rest[..count], Length = length, Factor = factor, Destination = destination, First = first };
            rest = rest[count..];
            SimdDispatch.Run<AddGramKernel<T>, T>(ref kernel);
        }
    }

    internal ref struct AddGramKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Rows;
        public int Length;
        public T Factor;
        public Span<T> Destination;
        public int First;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T rows = ref MemoryMarshal.GetReference(Rows);
            ref T destination = ref MemoryMarshal.GetReference(Destination);
            nuint length = (nuint)Length, count = (nuint)(Rows.Length / Length), lines = (nuint)(Destination.Length / Length);
            for (nuint i = (nuint)First; i < lines;)
            {
                bool four = i % 4 == 0 && i + 3 < lines;
                for (nuint column = i / Tile.Lanes * Tile.Lanes; column < length; column += (nuint)TSimd.Count)
                {
                    if (four)
                    {
                        AddToFour<TSimd>(ref rows, count, length, i, column, ref destination);
                    }
                    else
                    {
                        AddToOne<TSimd>(ref rows, count, length, i, column, ref destination);
                    }
                }

                i += four ? 4u : 1u;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void AddToFour<TSimd>(ref T rows, nuint count, nuint length, nuint i, nuint column, ref T destination)
            where TSimd : struct, ISimd<TSimd, T>
        {
            nuint at = (i * length) + column;
            TSimd first = TSimd.Load(ref destination, at), second = TSimd.Load(ref destination, at + length);
            TSimd third = TSimd.Load(ref destination, at + (2 * length)), fourth = TSimd.Load(ref destination, at + (3 * length));
            for (nuint row = 0; row < count * length; row += length)
            {
                var x = TSimd.Load(ref rows, row + column);
                ref T left = ref Unsafe.Add(ref rows, row + i);
                first = TSimd.FusedMultiplyAdd(TSimd.Create(Factor * left), x, first);
                second = TSimd.FusedMultiplyAdd(TSimd.Create(Factor * Unsafe.Add(ref left, 1)), x, second);
                third = TSimd.FusedMultiplyAdd(TSimd.Create(Factor * Unsafe.Add(ref left, 2)), x, third);
                fourth = TSimd.FusedMultiplyAdd(TSimd.Create(Factor * Unsafe.Add(ref left, 3)), x, fourth);
            }

            first.Store(ref destination, at);
            second.Store(ref destination, at + length);
            third.Store(ref destination, at + (2 * length));
            fourth.Store(ref destination, at + (3 * length));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void AddToOne<TSimd>(ref T rows, nuint count, nuint length, nuint i, nuint column, ref T destination)
            where TSimd : struct, ISimd<TSimd, T>
        {
            nuint at = (i * length) + column;
            var sum = TSimd.Load(ref destination, at);
            for (nuint row = 0; row < count * length; row += length)
            {
                sum = TSimd.FusedMultiplyAdd(TSimd.Create(Factor * Unsafe.Add(ref rows, row + i)), TSimd.Load(ref rows, row + column), sum);
            }

            sum.Store(ref destination, at);
        }
    }
}
