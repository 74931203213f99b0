using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

/// <summary>The chain from λ and γ to the parameters that make them, one state a lane.</summary>
internal static class EigenvalueGradient
{
    /// <summary>
    /// Adds −exp(ν_log) Re(δ λ e) to ∂L/∂ν_log and −exp(θ_log) Im(δ λ e) to ∂L/∂θ_log, where e = ∂x/∂λ.
    /// </summary>
    /// <param name="delta">δ = ∂L/∂Re x − i ∂L/∂Im x, [n].</param>
    /// <param name="eigenvalues">λ, [n].</param>
    /// <param name="trace">e, [n].</param>
    /// <param name="nu">exp(ν_log), [n], n in whole tiles.</param>
    /// <param name="theta">exp(θ_log), [n].</param>
    /// <param name="nuGradient">∂L/∂ν_log, [n]; added to.</param>
    /// <param name="thetaGradient">∂L/∂θ_log, [n]; added to. Must not overlap <paramref name="nuGradient"/>.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void Add<T>(
        ComplexSpan<T> delta,
        ComplexSpan<T> eigenvalues,
        ComplexSpan<T> trace,
        ReadOnlySpan<T> nu,
        ReadOnlySpan<T> theta,
        Span<T> nuGradient,
        Span<T> thetaGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int states = Lengths.WholeTiles(nu);
        Lengths.Equal(delta, states);
        Lengths.Equal(eigenvalues, states);
        Lengths.Equal(trace, states);
        Lengths.Equal(theta, states);
        Lengths.Equal<T>(nuGradient, states);
        Lengths.Equal<T>(thetaGradient, states);
        var kernel = new Kernel<T>
        {
            Delta = delta, Eigenvalues = eigenvalues, Trace = trace, Nu = nu, Theta = theta, NuGradient = nuGradient, ThetaGradient = thetaGradient,
        };
        SimdDispatch.Run<Kernel<T>, T>(ref kernel);
    }

    internal ref struct Kernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ComplexSpan<T> Delta;
        public ComplexSpan<T> Eigenvalues;
        public ComplexSpan<T> Trace;
        public ReadOnlySpan<T> Nu;
        public ReadOnlySpan<T> Theta;
        public Span<T> NuGradient;
        public Span<T> ThetaGradient;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            for (nuint n = 0; n < (nuint)Nu.Length; n += (nuint)TSimd.Count)
            {
                var deltaRe = TSimd.Load(ref MemoryMarshal.GetReference(Delta.Re), n);
                var deltaIm = TSimd.Load(ref MemoryMarshal.GetReference(Delta.Im), n);
                var lambdaRe = TSimd.Load(ref MemoryMarshal.GetReference(Eigenvalues.Re), n);
                var lambdaIm = TSimd.Load(ref MemoryMarshal.GetReference(Eigenvalues.Im), n);
                var traceRe = TSimd.Load(ref MemoryMarshal.GetReference(Trace.Re), n);
                var traceIm = TSimd.Load(ref MemoryMarshal.GetReference(Trace.Im), n);
                var chainRe = (lambdaRe * traceRe) - (lambdaIm * traceIm);
                var chainIm = (lambdaRe * traceIm) + (lambdaIm * traceRe);
                var re = (deltaRe * chainRe) - (deltaIm * chainIm);
                var im = (deltaRe * chainIm) + (deltaIm * chainRe);

                ref T nuGradient = ref MemoryMarshal.GetReference(NuGradient);
                ref T thetaGradient = ref MemoryMarshal.GetReference(ThetaGradient);
                (TSimd.Load(ref nuGradient, n) - (TSimd.Load(ref MemoryMarshal.GetReference(Nu), n) * re)).Store(ref nuGradient, n);
                (TSimd.Load(ref thetaGradient, n) - (TSimd.Load(ref MemoryMarshal.GetReference(Theta), n) * im)).Store(ref thetaGradient, n);
            }
        }
    }
}
