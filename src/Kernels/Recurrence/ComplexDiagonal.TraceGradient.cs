using System.Numerics;

namespace AdaptiveML.Kernels;

internal static partial class ComplexDiagonal
{
    /// <summary>
    /// Advances the trace as <see cref="Trace"/> does and, in the same pass, adds this step's gradient of B:
    /// ∂L/∂Re B += Re(δ trace), ∂L/∂Im B −= Im(δ trace).
    /// </summary>
    /// <param name="decay">λ, [n]; zeros give the immediate term alone.</param>
    /// <param name="gain">γ, [n], n in whole tiles.</param>
    /// <param name="input">u, real, [m].</param>
    /// <param name="trace">∂x/∂B, [n / 16, m, re and im, 16].</param>
    /// <param name="delta">δ = ∂L/∂Re x − i ∂L/∂Im x, [n].</param>
    /// <param name="gradient">∂L/∂B, tiled like B; added to.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void TraceGradient<T>(
        ComplexSpan<T> decay, ReadOnlySpan<T> gain, ReadOnlySpan<T> input, Span<T> trace, ComplexSpan<T> delta, Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckTrace(decay, gain, input, trace);
        Lengths.Equal(delta, gain.Length);
        Lengths.Equal<T>(gradient, trace.Length);
        var kernel = new TraceKernel<T> { Decay = decay, Gain = gain, Input = input, Trace = trace, Delta = delta, Gradient = gradient };
        SimdDispatch.Run<TraceKernel<T>, T>(ref kernel);
    }
}
