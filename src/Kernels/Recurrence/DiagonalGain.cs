using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

/// <summary>γ = √(1 − |λ|²): the input gain that gives states of unit variance under white noise (Orvieto et al. 2023, section 3.4).</summary>
internal static class DiagonalGain
{
    /// <summary>Evaluates γ and, per state, exp(ν_log) |λ|² / γ = ∂γ/∂ν_log.</summary>
    /// <param name="nu">exp(ν_log) = −ln |λ|, [n], n in whole tiles.</param>
    /// <param name="gain">Receives γ, [n].</param>
    /// <param name="slope">Receives ∂γ/∂ν_log, [n].</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void Evaluate<T>(ReadOnlySpan<T> nu, Span<T> gain, Span<T> slope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int states = Lengths.WholeTiles(nu);
        Lengths.Equal<T>(gain, states);
        Lengths.Equal<T>(slope, states);
        var kernel = new Kernel<T> { Nu = nu, Gain = gain, Slope = slope };
        SimdDispatch.Run<Kernel<T>, T>(ref kernel);
    }

    internal ref struct Kernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Nu;
        public Span<T> Gain;
        public Span<T> Slope;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            var tiny = TSimd.Create(Denormals<T>.Flush);
            for (nuint n = 0; n < (nuint)Nu.Length; n += (nuint)TSimd.Count)
            {
                var nu = TSimd.Load(ref MemoryMarshal.GetReference(Nu), n);
                var complement = Elementary.OneMinusExp<TSimd, T>(nu + nu);
                var gain = TSimd.Sqrt(complement + tiny);
                var slope = nu * (TSimd.Create(T.One) - complement) / gain;
                gain.Store(ref MemoryMarshal.GetReference(Gain), n);
                slope.Store(ref MemoryMarshal.GetReference(Slope), n);
            }
        }
    }
}
