using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

/// <summary>
/// A filter over the last rows of a stream, channel by channel: y = b + Σ_j w_j ∘ u_j over K rows u_j, oldest first. Rows are padded to whole tiles.
/// </summary>
internal static partial class CausalConvolution
{
    /// <summary>Computes y.</summary>
    /// <param name="weights">w, [K, n].</param>
    /// <param name="bias">b, [n]; may be <paramref name="output"/>.</param>
    /// <param name="rows">u, [K, n].</param>
    /// <param name="output">Receives y, [n], n ≥ 1 in whole tiles.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void Apply<T>(ReadOnlySpan<T> weights, ReadOnlySpan<T> bias, ReadOnlySpan<T> rows, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Lengths.Rows(weights, Lengths.WholeTiles<T>(output));
        Lengths.Equal(bias, output.Length);
        Lengths.Equal(rows, weights.Length);
        var kernel = new ApplyKernel<T> { Weights = weights, Bias = bias, Rows = rows, Output = output };
        SimdDispatch.Run<ApplyKernel<T>, T>(ref kernel);
    }

    internal ref struct ApplyKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Weights;
        public ReadOnlySpan<T> Bias;
        public ReadOnlySpan<T> Rows;
        public Span<T> Output;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T weights = ref MemoryMarshal.GetReference(Weights);
            ref T rows = ref MemoryMarshal.GetReference(Rows);
            nuint width = (nuint)Output.Length, end = (nuint)Weights.Length;
            for (nuint channel = 0; channel < width; channel += (nuint)TSimd.Count)
            {
                var sum = TSimd.Load(ref MemoryMarshal.GetReference(Bias), channel);
                for (nuint at = channel; at < end; at += width)
                {
                    sum = TSimd.FusedMultiplyAdd(TSimd.Load(ref weights, at), TSimd.Load(ref rows, at), sum);
                }

                sum.Store(ref MemoryMarshal.GetReference(Output), channel);
            }
        }
    }
}
