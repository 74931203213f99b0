using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

internal static partial class Gelu
{
    /// <summary>One of the derivatives.</summary>
    internal interface IFactor
    {
        /// <summary>The derivative at x, with σ(u) and u′.</summary>
        static abstract TSimd At<TSimd, T>(TSimd x, TSimd gate, TSimd slope)
            where TSimd : struct, ISimd<TSimd, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>;
    }

    private static void Multiply<T, TFactor>(ReadOnlySpan<T> x, ReadOnlySpan<T> gate, Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFactor : IFactor
    {
        Lengths.Equal(gate, x.Length);
        Lengths.Equal<T>(gradient, x.Length);
        var kernel = new FactorKernel<T, TFactor> { X = x, Gate = gate, Gradient = gradient };
        SimdDispatch.Run<FactorKernel<T, TFactor>, T>(ref kernel);
    }

    internal ref struct FactorKernel<T, TFactor> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFactor : IFactor
    {
        public ReadOnlySpan<T> X;
        public ReadOnlySpan<T> Gate;
        public Span<T> Gradient;

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
            ref T gradient = ref MemoryMarshal.GetReference(Gradient);
            var x = TSimd.Load(ref MemoryMarshal.GetReference(X), i);
            var gate = TSimd.Load(ref MemoryMarshal.GetReference(Gate), i);
            (TSimd.Load(ref gradient, i) * TFactor.At<TSimd, T>(x, gate, Inner<TSimd, T>(x, 3))).Store(ref gradient, i);
        }
    }
}
