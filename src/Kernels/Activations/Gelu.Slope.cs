using System.Numerics;
using System.Runtime.CompilerServices;

namespace AdaptiveML.Kernels;

internal static partial class Gelu
{
    /// <summary>gradient ← gradient ∘ gelu′(x) = gradient ∘ (σ + x u′ σ (1 − σ)).</summary>
    /// <param name="x">Arguments, [n].</param>
    /// <param name="gate">What <see cref="Apply"/> made of them, [n].</param>
    /// <param name="gradient">By the values; receives that by the arguments.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void Slope<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> gate, Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Multiply<T, SlopeFactor>(x, gate, gradient);

    internal readonly struct SlopeFactor : IFactor
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TSimd At<TSimd, T>(TSimd x, TSimd gate, TSimd slope)
            where TSimd : struct, ISimd<TSimd, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            TSimd.FusedMultiplyAdd(x * slope, gate * (TSimd.Create(T.One) - gate), gate);
    }
}
