using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

internal static partial class ComplexDiagonal
{
    /// <summary>trace ← λ∘trace + gain uᵀ: the influence of B on the state, one step on.</summary>
    /// <param name="decay">λ, [n]; zeros give the immediate term alone.</param>
    /// <param name="gain">γ, [n], n in whole tiles.</param>
    /// <param name="input">u, real, [m].</param>
    /// <param name="trace">∂x/∂B, [n / 16, m, re and im, 16]. No result is denormal.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void Trace<T>(ComplexSpan<T> decay, ReadOnlySpan<T> gain, ReadOnlySpan<T> input, Span<T> trace)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckTrace(decay, gain, input, trace);
        var kernel = new TraceKernel<T> { Decay = decay, Gain = gain, Input = input, Trace = trace };
        SimdDispatch.Run<TraceKernel<T>, T>(ref kernel);
    }

    private static void CheckTrace<T>(ComplexSpan<T> decay, ReadOnlySpan<T> gain, ReadOnlySpan<T> input, ReadOnlySpan<T> trace)
    {
        int states = Lengths.WholeTiles(gain);
        Lengths.Equal(decay, states);
        Lengths.Equal(trace, 2L * states * input.Length);
    }

    internal ref struct TraceKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ComplexSpan<T> Decay;
        public ReadOnlySpan<T> Gain;
        public ReadOnlySpan<T> Input;
        public Span<T> Trace;

        /// <summary>Empty, with <see cref="Gradient"/>, where only the trace is to advance.</summary>
        public ComplexSpan<T> Delta;
        public Span<T> Gradient;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T trace = ref MemoryMarshal.GetReference(Trace);
            ref T gradient = ref MemoryMarshal.GetReference(Gradient);
            ref T input = ref MemoryMarshal.GetReference(Input);
            nuint columns = (nuint)Input.Length, tileLength = columns * 2 * Tile.Lanes;
            for (nuint n = 0; n < (nuint)Gain.Length; n += (nuint)TSimd.Count)
            {
                var lambdaRe = TSimd.Load(ref MemoryMarshal.GetReference(Decay.Re), n);
                var lambdaIm = TSimd.Load(ref MemoryMarshal.GetReference(Decay.Im), n);
                var gain = TSimd.Load(ref MemoryMarshal.GetReference(Gain), n);
                nuint entry = (n / Tile.Lanes * tileLength) + (n % Tile.Lanes);
                if (Gradient.IsEmpty)
                {
                    for (nuint m = 0; m < columns; m++, entry += 2 * Tile.Lanes)
                    {
                        Step(lambdaRe, lambdaIm, gain, TSimd.Create(Unsafe.Add(ref input, m)), ref trace, entry, out _, out _);
                    }

                    continue;
                }

                var deltaRe = TSimd.Load(ref MemoryMarshal.GetReference(Delta.Re), n);
                var minusDeltaRe = -deltaRe;
                var minusDeltaIm = -TSimd.Load(ref MemoryMarshal.GetReference(Delta.Im), n);
                for (nuint m = 0; m < columns; m++, entry += 2 * Tile.Lanes)
                {
                    Step(lambdaRe, lambdaIm, gain, TSimd.Create(Unsafe.Add(ref input, m)), ref trace, entry, out var re, out var im);
                    var gradientRe = TSimd.Load(ref gradient, entry);
                    var gradientIm = TSimd.Load(ref gradient, entry + Tile.Lanes);
                    gradientRe = TSimd.FusedMultiplyAdd(deltaRe, re, TSimd.FusedMultiplyAdd(minusDeltaIm, im, gradientRe));
                    gradientIm = TSimd.FusedMultiplyAdd(minusDeltaRe, im, TSimd.FusedMultiplyAdd(minusDeltaIm, re, gradientIm));
                    gradientRe.Store(ref gradient, entry);
                    gradientIm.Store(ref gradient, entry + Tile.Lanes);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Step<TSimd>(
            TSimd lambdaRe, TSimd lambdaIm, TSimd gain, TSimd input, ref T trace, nuint entry, out TSimd nextRe, out TSimd nextIm)
            where TSimd : struct, ISimd<TSimd, T>
        {
            var flush = TSimd.Create(Denormals<T>.Flush);
            var re = TSimd.Load(ref trace, entry);
            var im = TSimd.Load(ref trace, entry + Tile.Lanes);
            var add = TSimd.FusedMultiplyAdd(gain, input, flush);
            nextRe = TSimd.FusedMultiplyAdd(lambdaRe, re, TSimd.FusedMultiplyAdd(-lambdaIm, im, add)) - flush;
            nextIm = TSimd.FusedMultiplyAdd(lambdaRe, im, TSimd.FusedMultiplyAdd(lambdaIm, re, flush)) - flush;
            nextRe.Store(ref trace, entry);
            nextIm.Store(ref trace, entry + Tile.Lanes);
        }
    }
}
