using System.Numerics;
using System.Runtime.CompilerServices;

namespace AdaptiveML.Kernels;

internal static partial class Elementary
{
    /// <summary>1 − e^−x without cancellation.</summary>
    /// <param name="x">Any value; NaN gives NaN.</param>
    /// <remarks>Relative error below 4 units in the last place, for small |x| too. From the parts of e^−x = p (1 + t): (1 − p) − p t.</remarks>
    public static T OneMinusExp<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        OneMinusExp<SimdScalar<T>, T>(SimdScalar<T>.Create(x)).Store(ref x, 0);
        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TSimd OneMinusExp<TSimd, T>(TSimd x)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var one = TSimd.Create(T.One);
        var (power, tail) = ExpParts<TSimd, T>(-x);
        var result = TSimd.FusedMultiplyAdd(-power, tail, one - power);
        result = TSimd.Select(TSimd.LessThan(TSimd.Create(Coefficients<T>.ExpOverflow), -x), TSimd.Create(T.NegativeInfinity), result);
        return TSimd.Select(TSimd.Equal(x, x), result, x);
    }
}
