using System.Numerics;
using System.Runtime.CompilerServices;

namespace AdaptiveML.Kernels;

internal static partial class Gelu
{
    /// <summary>gradient ← gradient ∘ gelu″(x) = gradient ∘ σ (1 − σ) (2 u′ + x u″ + x (1 − 2σ) u′²).</summary>
    /// <param name="x">Arguments, [n].</param>
    /// <param name="gate">What <see cref="Apply"/> made of them, [n].</param>
    /// <param name="gradient">Multiplied.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void Curvature<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> gate, Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Multiply<T, CurvatureFactor>(x, gate, gradient);

    internal readonly struct CurvatureFactor : IFactor
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TSimd At<TSimd, T>(TSimd x, TSimd gate, TSimd slope)
            where TSimd : struct, ISimd<TSimd, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            TSimd one = TSimd.Create(T.One), two = one + one;
            var bend = TSimd.Create(T.CreateTruncating(6 * Cubic)) * x;
            var inner = TSimd.FusedMultiplyAdd(x, TSimd.FusedMultiplyAdd(slope * slope, one - (two * gate), bend), two * slope);
            return gate * (one - gate) * inner;
        }
    }
}
