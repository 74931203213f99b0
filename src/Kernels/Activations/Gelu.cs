using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

/// <summary>
/// GELU in its tanh form, ½ x (1 + tanh(√(2/π) (x + 0.044715 x³))) = x σ(u) with u = 2 √(2/π) (x + 0.044715 x³), and its first two derivatives
/// (D. Hendrycks and K. Gimpel, "Gaussian error linear units", 2016).
/// </summary>
internal static partial class Gelu
{
    private const double Linear = 1.5957691216057308;
    private const double Cubic = 0.044715 * Linear;

    /// <summary>The values.</summary>
    /// <param name="x">Arguments, [n].</param>
    /// <param name="gate">Receives σ(u), which the derivatives take, [n]; must not overlap the others.</param>
    /// <param name="destination">Receives the values, [n]; may be <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void Apply<T>(ReadOnlySpan<T> x, Span<T> gate, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Lengths.Equal<T>(gate, x.Length);
        Lengths.Equal<T>(destination, x.Length);
        var kernel = new ApplyKernel<T> { X = x, Gate = gate, Destination = destination };
        SimdDispatch.Run<ApplyKernel<T>, T>(ref kernel);
    }

    /// <summary>u / x for a power of 1, u′ for a power of 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TSimd Inner<TSimd, T>(TSimd x, double power)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TSimd.FusedMultiplyAdd(TSimd.Create(T.CreateTruncating(power * Cubic)), x * x, TSimd.Create(T.CreateTruncating(Linear)));

    internal ref struct ApplyKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> X;
        public Span<T> Gate;
        public Span<T> Destination;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            int i = 0;
            for (; i <= X.Length - TSimd.Count; i += TSimd.Count)
            {
                Step<TSimd>((nuint)i);
            }

            for (; i < X.Length; i++)
            {
                Step<SimdScalar<T>>((nuint)i);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Step<TSimd>(nuint i)
            where TSimd : struct, ISimd<TSimd, T>
        {
            var one = TSimd.Create(T.One);
            var x = TSimd.Load(ref MemoryMarshal.GetReference(X), i);
            var gate = one / (Elementary.Exp<TSimd, T>(-(x * Inner<TSimd, T>(x, 1))) + one);
            gate.Store(ref MemoryMarshal.GetReference(Gate), i);
            (x * gate).Store(ref MemoryMarshal.GetReference(Destination), i);
        }
    }
}
