using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

/// <summary>
/// Elementary functions as one polynomial each, the same for a scalar and for every vector width: same argument, same bits, on every machine.
/// </summary>
internal static partial class Elementary
{
    /// <summary>e^x.</summary>
    /// <param name="x">Any value. Where e^x would not be a normal number the result is 0 (below) or +∞ (above); NaN gives NaN.</param>
    /// <remarks>Relative error below 2 units in the last place. x = k ln 2 + r, |r| ≤ ½ ln 2, e^x = 2^k (1 + (e^r − 1)), the bracket by its Taylor
    /// series.</remarks>
    public static T Exp<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Exp<SimdScalar<T>, T>(SimdScalar<T>.Create(x)).Store(ref x, 0);
        return x;
    }

    /// <summary>e^x for each element.</summary>
    /// <param name="x">Arguments, [n].</param>
    /// <param name="destination">Results, [n]; may be <paramref name="x"/> as a whole.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void Exp<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Lengths.Equal<T>(destination, x.Length);
        var kernel = new ExpKernel<T> { X = x, Destination = destination };
        SimdDispatch.Run<ExpKernel<T>, T>(ref kernel);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TSimd Exp<TSimd, T>(TSimd x)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var overflow = TSimd.Create(Coefficients<T>.ExpOverflow);
        var underflow = TSimd.Create(Coefficients<T>.ExpUnderflow);
        var (power, tail) = ExpParts<TSimd, T>(x);
        var result = TSimd.FusedMultiplyAdd(power, tail, power);
        result = TSimd.Select(TSimd.LessThan(overflow, x), TSimd.Create(T.PositiveInfinity), result);
        result = TSimd.Select(TSimd.LessThan(x, underflow), TSimd.Create(T.Zero), result);
        return TSimd.Select(TSimd.Equal(x, x), result, x);
    }

    /// <summary>e^x = power · (1 + tail), power a power of two, for x clamped to where e^x is a normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TSimd Power, TSimd Tail) ExpParts<TSimd, T>(TSimd x)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var high = TSimd.Create(Coefficients<T>.ExpOverflow);
        var low = TSimd.Create(Coefficients<T>.ExpUnderflow);
        var inside = TSimd.Select(TSimd.LessThan(high, x), high, TSimd.Select(TSimd.LessThan(x, low), low, x));

        var rounder = TSimd.Create(Coefficients<T>.Rounder);
        var k = TSimd.FusedMultiplyAdd(inside, TSimd.Create(Coefficients<T>.InverseLn2), rounder) - rounder;
        var r = TSimd.FusedMultiplyAdd(-k, TSimd.Create(Coefficients<T>.Ln2High), inside);
        r = TSimd.FusedMultiplyAdd(-k, TSimd.Create(Coefficients<T>.Ln2Low), r);
        return (TSimd.PowerOfTwo(k), r * Polynomial.Evaluate(Coefficients<T>.ExpM1, r));
    }

    internal ref struct ExpKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> X;
        public Span<T> Destination;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T source = ref MemoryMarshal.GetReference(X);
            ref T target = ref MemoryMarshal.GetReference(Destination);
            int i = 0;
            for (; i <= X.Length - TSimd.Count; i += TSimd.Count)
            {
                Exp<TSimd, T>(TSimd.Load(ref source, (nuint)i)).Store(ref target, (nuint)i);
            }

            for (; i < X.Length; i++)
            {
                Exp<SimdScalar<T>, T>(SimdScalar<T>.Load(ref source, (nuint)i)).Store(ref target, (nuint)i);
            }
        }
    }
}
