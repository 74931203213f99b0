using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

internal static partial class CausalConvolution
{
    /// <summary>The reverse mode: ∂w_j += ∂y ∘ u_j and ∂u_j += ∂y ∘ w_j for each of the K rows. That of b is ∂y.</summary>
    /// <param name="weights">w, [K, n].</param>
    /// <param name="rows">u, [K, n].</param>
    /// <param name="outputGradient">∂y, [n], n ≥ 1 in whole tiles.</param>
    /// <param name="weightGradient">[K, n]; added to.</param>
    /// <param name="rowGradient">[K, n]; added to.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void VectorJacobianProduct<T>(
        ReadOnlySpan<T> weights, ReadOnlySpan<T> rows, ReadOnlySpan<T> outputGradient, Span<T> weightGradient, Span<T> rowGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Lengths.Rows(weights, Lengths.WholeTiles(outputGradient));
        Lengths.Equal(rows, weights.Length);
        Lengths.Equal<T>(weightGradient, weights.Length);
        Lengths.Equal<T>(rowGradient, weights.Length);
        var kernel = new VectorJacobianKernel<T>
        {
            Weights = weights, Rows = rows, OutputGradient = outputGradient, WeightGradient = weightGradient, RowGradient = rowGradient,
        };
        SimdDispatch.Run<VectorJacobianKernel<T>, T>(ref kernel);
    }

    internal ref struct VectorJacobianKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Weights;
        public ReadOnlySpan<T> Rows;
        public ReadOnlySpan<T> OutputGradient;
        public Span<T> WeightGradient;
        public Span<T> RowGradient;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T weights = ref MemoryMarshal.GetReference(Weights);
            ref T rows = ref MemoryMarshal.GetReference(Rows);
            ref T weightGradient = ref MemoryMarshal.GetReference(WeightGradient);
            ref T rowGradient = ref MemoryMarshal.GetReference(RowGradient);
            nuint width = (nuint)OutputGradient.Length, end = (nuint)Weights.Length;
            for (nuint channel = 0; channel < width; channel += (nuint)TSimd.Count)
            {
                var gradient = TSimd.Load(ref MemoryMarshal.GetReference(OutputGradient), channel);
                for (nuint at = channel; at < end; at += width)
                {
                    TSimd.FusedMultiplyAdd(gradient, TSimd.Load(ref rows, at), TSimd.Load(ref weightGradient, at)).Store(ref weightGradient, at);
                    TSimd.FusedMultiplyAdd(gradient, TSimd.Load(ref weights, at), TSimd.Load(ref rowGradient, at)).Store(ref rowGradient, at);
                }
            }
        }
    }
}
