using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

/// <summary>
/// Sums over spans, in one fixed tree: lane i of sixteen adds elements i, i + 16, … in four interleaved sums, and the lanes are added pairwise.
/// </summary>
internal static partial class Reductions
{
    /// <summary>Σ left[i] · right[i].</summary>
    /// <param name="left">First operand, [n], n in whole tiles.</param>
    /// <param name="right">Second operand, [n].</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static T Dot<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Lengths.Equal(right, Lengths.WholeTiles(left));
        var kernel = new DotKernel<T> { Left = left, Right = right };
        SimdDispatch.Run<DotKernel<T>, T>(ref kernel);
        return kernel.Sum;
    }

    /// <summary>Σ values[i]².</summary>
    /// <param name="values">The values, [n], n in whole tiles.</param>
    /// <exception cref="ArgumentException">The span is not made of whole tiles.</exception>
    public static T SumOfSquares<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Dot(values, values);

    /// <summary>√Σ values[i]²; the root is taken in double.</summary>
    /// <param name="values">The values, [n], n in whole tiles.</param>
    /// <exception cref="ArgumentException">The span is not made of whole tiles.</exception>
    public static double Norm<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Math.Sqrt(double.CreateTruncating(SumOfSquares(values)));

    internal ref struct DotKernel<T> : ISimdKernel<T>, ILaneSums<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Left;
        public ReadOnlySpan<T> Right;
        public T Sum;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T> => Sum = LaneSum.Total<TSimd, T, DotKernel<T>>(this);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly TSimd At<TSimd>(nuint lane)
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T left = ref MemoryMarshal.GetReference(Left);
            ref T right = ref MemoryMarshal.GetReference(Right);
            nuint length = (nuint)Left.Length;

            // Four sums, so that an addition need not wait for the one before.
            var zero = TSimd.Create(T.Zero);
            var (first, second, third, fourth) = (zero, zero, zero, zero);
            nuint i = lane;
            for (; i + (3 * Tile.Lanes) < length; i += 4 * Tile.Lanes)
            {
                first = Next(ref left, ref right, i, first);
                second = Next(ref left, ref right, i + Tile.Lanes, second);
                third = Next(ref left, ref right, i + (2 * Tile.Lanes), third);
                fourth = Next(ref left, ref right, i + (3 * Tile.Lanes), fourth);
            }

            for (; i < length; i += Tile.Lanes)
            {
                first = Next(ref left, ref right, i, first);
            }

            return (first + second) + (third + fourth);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TSimd Next<TSimd>(ref T left, ref T right, nuint i, TSimd sum)
            where TSimd : struct, ISimd<TSimd, T> => TSimd.FusedMultiplyAdd(TSimd.Load(ref left, i), TSimd.Load(ref right, i), sum);
    }
}
