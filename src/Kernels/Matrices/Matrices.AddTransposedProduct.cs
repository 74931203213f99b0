using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

internal static partial class Matrices
{
    /// <summary>C += Aᵀ diag(factors) B, one row of A and B after the other: a sum over many rows has the same bits as one row at a time.</summary>
    /// <param name="left">A, [n, <paramref name="leftStride"/>] or more, of which the first m columns count.</param>
    /// <param name="leftStride">Elements from one row of A to the next, at least m.</param>
    /// <param name="factors">[n], n ≥ 1.</param>
    /// <param name="right">B, [n, columns], rows of whole tiles.</param>
    /// <param name="destination">C, [m, columns]; must not overlap the others.</param>
    /// <exception cref="ArgumentException">A span has another length, or the stride is too short.</exception>
    public static void AddTransposedProduct<T>(ReadOnlySpan<T> left, int leftStride, ReadOnlySpan<T> factors, ReadOnlySpan<T> right, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int columns = Lengths.Rows(right, (long)factors.Length * Tile.Lanes) * Tile.Lanes;
        Lengths.InRange(leftStride, Lengths.Rows<T>(destination, columns), int.MaxValue);
        Lengths.AtLeast(left, (long)factors.Length * leftStride);
        var kernel = new AddTransposedProductKernel<T>
        {
            Left = left,
            Stride = leftStride,
            Factors = factors,
            Right = right,
            Columns = columns,
            Destination = destination,
        };
        SimdDispatch.Run<AddTransposedProductKernel<T>, T>(ref kernel);
    }

    internal ref struct AddTransposedProductKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Left;
        public int Stride;
        public ReadOnlySpan<T> Factors;
        public ReadOnlySpan<T> Right;
        public int Columns;
        public Span<T> Destination;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            int rows = Destination.Length / Columns, j = 0;
            for (; j + 3 < rows; j += 4)
            {
                Four<TSimd>((nuint)j);
            }

            for (; j < rows; j++)
            {
                One<TSimd>((nuint)j);
            }
        }

        /// <summary>Four rows of C, which share what is loaded of B and stay in registers over all rows of A.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Four<TSimd>(nuint j)
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T left = ref MemoryMarshal.GetReference(Left);
            ref T right = ref MemoryMarshal.GetReference(Right);
            ref T factors = ref MemoryMarshal.GetReference(Factors);
            ref T destination = ref MemoryMarshal.GetReference(Destination);
            nuint columns = (nuint)Columns, stride = (nuint)Stride;
            for (nuint column = 0; column < columns; column += (nuint)TSimd.Count)
            {
                nuint first = (j * columns) + column, second = first + columns, third = second + columns, fourth = third + columns;
                var (a, b) = (TSimd.Load(ref destination, first), TSimd.Load(ref destination, second));
                var (c, d) = (TSimd.Load(ref destination, third), TSimd.Load(ref destination, fourth));
                for (nuint i = 0; i < (nuint)Factors.Length; i++)
                {
                    T factor = Unsafe.Add(ref factors, i);
                    nuint at = (i * stride) + j;
                    var row = TSimd.Load(ref right, (i * columns) + column);
                    a = TSimd.FusedMultiplyAdd(row, TSimd.Create(factor * Unsafe.Add(ref left, at)), a);
                    b = TSimd.FusedMultiplyAdd(row, TSimd.Create(factor * Unsafe.Add(ref left, at + 1)), b);
                    c = TSimd.FusedMultiplyAdd(row, TSimd.Create(factor * Unsafe.Add(ref left, at + 2)), c);
                    d = TSimd.FusedMultiplyAdd(row, TSimd.Create(factor * Unsafe.Add(ref left, at + 3)), d);
                }

                a.Store(ref destination, first);
                b.Store(ref destination, second);
                c.Store(ref destination, third);
                d.Store(ref destination, fourth);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void One<TSimd>(nuint j)
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T left = ref MemoryMarshal.GetReference(Left);
            ref T right = ref MemoryMarshal.GetReference(Right);
            ref T destination = ref MemoryMarshal.GetReference(Destination);
            nuint columns = (nuint)Columns, stride = (nuint)Stride;
            for (nuint column = 0; column < columns; column += (nuint)TSimd.Count)
            {
                var sum = TSimd.Load(ref destination, (j * columns) + column);
                for (nuint i = 0; i < (nuint)Factors.Length; i++)
                {
                    var factor = TSimd.Create(Factors[(int)i] * Unsafe.Add(ref left, (i * stride) + j));
                    sum = TSimd.FusedMultiplyAdd(TSimd.Load(ref right, (i * columns) + column), factor, sum);
                }

                sum.Store(ref destination, (j * columns) + column);
            }
        }
    }
}
