using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

public static partial class Gelu
{
    /// <summary>gradient ← gradient ∘ gelu″(x) = gradient ∘ σ (1 − σ) (2 u′ + x u″ + x (1 − 2σ) u′²).</summary>
    /// <param name="x">Arguments.</param>
    /// <param name="gate">What <see cref="Apply"/> made of them.</param>
    /// <param name="gradient">Multiplied.</param>
    public static void Curvature<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> gate, Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(gate.Length, x.Length, nameof(gate));
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, x.Length, nameof(gradient));
        var kernel = new CurvatureKernel<T> { X = x, Gate = gate, Gradient = gradient };
        SimdDispatch.Run<CurvatureKernel<T>, T>(ref kernel);
    }

    internal ref struct CurvatureKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> X;
        public ReadOnlySpan<T> Gate;
        public Span<T> Gradient;

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
            ref T gradient = ref MemoryMarshal.GetReference(Gradient);
            var one = TSimd.Create(T.One);
            var x = TSimd.Load(ref MemoryMarshal.GetReference(X), i);
            var gate = TSimd.Load(ref MemoryMarshal.GetReference(Gate), i);
            var slope = Inner<TSimd, T>(x, 3);
            var two = one + one;
            var bend = TSimd.Create(T.CreateTruncating(6 * Cubic)) * x;
            var inner = TSimd.FusedMultiplyAdd(x, TSimd.FusedMultiplyAdd(slope * slope, one - (two * gate), bend), two * slope);
            (TSimd.Load(ref gradient, i) * (gate * (one - gate) * inner)).Store(ref gradient, i);
        }
    }
}
