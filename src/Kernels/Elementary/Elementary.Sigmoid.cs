using System.Numerics;
using System.Runtime.CompilerServices;

namespace AdaptiveML.Kernels;

internal static partial class Elementary
{
    /// <summary>σ(x) = 1 / (1 + e^−x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TSimd Sigmoid<TSimd, T>(TSimd x)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var one = TSimd.Create(T.One);
        return one / (Exp<TSimd, T>(-x) + one);
    }
}
