using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

public static partial class ComplexDiagonal
{
    /// <summary>
    /// Advances the trace as <see cref="Trace"/> does and, in the same pass, adds this step's gradient of B:
    /// ∂L/∂Re B += Re(δ trace), ∂L/∂Im B −= Im(δ trace).
    /// </summary>
    /// <param name="decay">λ; zeros give the immediate term alone.</param>
    /// <param name="gain">γ, one a state.</param>
    /// <param name="input">u, real, one element a column.</param>
    /// <param name="trace">∂x/∂B, tiled.</param>
    /// <param name="delta">δ = ∂L/∂Re x − i ∂L/∂Im x, one a state.</param>
    /// <param name="gradient">∂L/∂B, tiled like B; added to.</param>
    public static void TraceGradient<T>(
        ComplexSpan<T> decay, ReadOnlySpan<T> gain, ReadOnlySpan<T> input, Span<T> trace, ComplexSpan<T> delta, Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(trace.Length, decay.Re.Length * input.Length * 2, nameof(trace));
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, trace.Length, nameof(gradient));
        var kernel = new TraceGradientKernel<T> { Decay = decay, Gain = gain, Input = input, Trace = trace, Delta = delta, Gradient = gradient };
        SimdDispatch.Run<TraceGradientKernel<T>, T>(ref kernel);
    }

    internal ref struct TraceGradientKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ComplexSpan<T> Decay;
        public ReadOnlySpan<T> Gain;
        public ReadOnlySpan<T> Input;
        public Span<T> Trace;
        public ComplexSpan<T> Delta;
        public Span<T> Gradient;

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
                var deltaRe = TSimd.Load(ref MemoryMarshal.GetReference(Delta.Re), n);
                var minusDeltaRe = -deltaRe;
                var minusDeltaIm = -TSimd.Load(ref MemoryMarshal.GetReference(Delta.Im), n);
                nuint entry = (n / Tile.Lanes * tileLength) + (n % Tile.Lanes);
                for (nuint m = 0; m < columns; m++, entry += 2 * Tile.Lanes)
                {
                    TraceKernel<T>.Step(
                        lambdaRe, lambdaIm, gain, TSimd.Create(Unsafe.Add(ref input, m)), ref trace, entry, out var re, out var im);
                    var gradientRe = TSimd.Load(ref gradient, entry);
                    var gradientIm = TSimd.Load(ref gradient, entry + Tile.Lanes);
                    gradientRe = TSimd.FusedMultiplyAdd(deltaRe, re, TSimd.FusedMultiplyAdd(minusDeltaIm, im, gradientRe));
                    gradientIm = TSimd.FusedMultiplyAdd(minusDeltaRe, im, TSimd.FusedMultiplyAdd(minusDeltaIm, re, gradientIm));
                    gradientRe.Store(ref gradient, entry);
                    gradientIm.Store(ref gradient, entry + Tile.Lanes);
                }
            }
        }
    }
}
