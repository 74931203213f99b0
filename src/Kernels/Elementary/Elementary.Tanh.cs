using System.Numerics;
using System.Runtime.CompilerServices;

namespace AdaptiveML.Kernels;

internal static partial class Elementary
{
    /// <summary>tanh(x); NaN gives NaN.</summary>
    /// <remarks>Relative error below 6 units in the last place, for small |x| too: with t = 1 − e^(−2|x|), tanh |x| = t / (2 − t).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TSimd Tanh<TSimd, T>(TSimd x)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var isNegative = TSimd.LessThan(x, TSimd.Create(T.Zero));
        var magnitude = TSimd.Select(isNegative, -x, x);
        var two = TSimd.Create(T.One + T.One);
        var rest = OneMinusExp<TSimd, T>(magnitude + magnitude);
        var result = rest / (two - rest);
        return TSimd.Select(isNegative, -result, result);
    }
}
