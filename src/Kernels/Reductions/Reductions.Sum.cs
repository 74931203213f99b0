using System.Numerics;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

public static partial class Reductions
{
    /// <summary>Σ values[i].</summary>
    /// <param name="values">The values; length a multiple of <see cref="Tile.Lanes"/>.</param>
    public static T Sum<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length % Tile.Lanes, 0, nameof(values));
        var kernel = new SumKernel<T> { Values = values };
        SimdDispatch.Run<SumKernel<T>, T>(ref kernel);
        return kernel.Sum;
    }

    internal ref struct SumKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Values;
        public T Sum;

        public void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T values = ref MemoryMarshal.GetReference(Values);
            nuint length = (nuint)Values.Length;
            Span<T> lanes = stackalloc T[Tile.Lanes];
            for (nuint lane = 0; lane < Tile.Lanes; lane += (nuint)TSimd.Count)
            {
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

                ((first + second) + (third + fourth)).Store(ref MemoryMarshal.GetReference(lanes), lane);
            }

            Sum = LaneSum.Reduce(lanes);
        }
    }
}
