using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

internal static partial class Reductions
{
    /// <summary>Σ values[i].</summary>
    /// <param name="values">The values, [n], n in whole tiles.</param>
    /// <exception cref="ArgumentException">The span is not made of whole tiles.</exception>
    public static T Sum<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Lengths.WholeTiles(values);
        var kernel = new SumKernel<T> { Values = values };
        SimdDispatch.Run<SumKernel<T>, T>(ref kernel);
        return kernel.Sum;
    }

    internal ref struct SumKernel<T> : ISimdKernel<T>, ILaneSums<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Values;
        public T Sum;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T> => Sum = LaneSum.Total<TSimd, T, SumKernel<T>>(this);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly TSimd At<TSimd>(nuint lane)
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T values = ref MemoryMarshal.GetReference(Values);
            nuint length = (nuint)Values.Length;
            var zero = TSimd.Create(T.Zero);
            var (first, second, third, fourth) = (zero, zero, zero, zero);
            nuint i = lane;
            for (; i + (3 * Tile.Lanes) < length; i += 4 * Tile.Lanes)
            {
                first += TSimd.Load(ref values, i);
                second += TSimd.Load(ref values, i + Tile.Lanes);
                third += TSimd.Load(ref values, i + (2 * Tile.Lanes));
                fourth += TSimd.Load(ref values, i + (3 * Tile.Lanes));
            }

            for (; i < length; i += Tile.Lanes)
            {
                first += TSimd.Load(ref values, i);
            }

            return (first + second) + (third + fourth);
        }
    }
}
