using System.Numerics;
using System.Runtime.CompilerServices;

namespace AdaptiveML.Kernels;

internal static partial class Elementary
{
    /// <summary>Sine and cosine of <paramref name="x"/> radians.</summary>
    /// <param name="x">An angle, |x| ≤ 10⁵ for full accuracy; beyond, the error grows with |x|. NaN and ±∞ give NaN.</param>
    /// <remarks>x = k π/2 + r, |r| ≤ π/4, Taylor series of sine and cosine in r², swapped and signed by the quadrant k mod 4.</remarks>
    public static (T Sin, T Cos) SinCos<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (sine, cosine) = SinCos<SimdScalar<T>, T>(SimdScalar<T>.Create(x));
        T sin = default, cos = default;
        sine.Store(ref sin, 0);
        cosine.Store(ref cos, 0);
        return (sin, cos);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (TSimd Sin, TSimd Cos) SinCos<TSimd, T>(TSimd x)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rounder = TSimd.Create(Coefficients<T>.Rounder);
        var k = TSimd.FusedMultiplyAdd(x, TSimd.Create(Coefficients<T>.TwoOverPi), rounder) - rounder;
        var r = TSimd.FusedMultiplyAdd(-k, TSimd.Create(Coefficients<T>.HalfPiHigh), x);
        r = TSimd.FusedMultiplyAdd(-k, TSimd.Create(Coefficients<T>.HalfPiLow), r);

        var square = r * r;
        var sine = r * Polynomial.Evaluate(Coefficients<T>.Sine, square);
        var cosine = Polynomial.Evaluate(Coefficients<T>.Cosine, square);

        var one = TSimd.Create(T.One);
        var two = one + one;
        var quadrant = k - ((two + two) * TSimd.Floor(k * TSimd.Create(T.CreateTruncating(0.25))));
        var isLower = TSimd.LessThan(one, quadrant);
        var parity = TSimd.Select(isLower, quadrant - two, quadrant);
        var isSwapped = TSimd.Equal(parity, one);

        var sin = TSimd.Select(isSwapped, cosine, sine);
        var cos = TSimd.Select(isSwapped, -sine, cosine);
        return (TSimd.Select(isLower, -sin, sin), TSimd.Select(isLower, -cos, cos));
    }
}
