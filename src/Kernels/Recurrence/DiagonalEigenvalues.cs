using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

/// <summary>
/// λ = exp(−exp(ν_log) + i exp(θ_log)): the stable exponential parametrisation of a complex diagonal recurrence (Orvieto et al. 2023, section 3.3).
/// </summary>
internal static class DiagonalEigenvalues
{
    /// <summary>Evaluates λ and its inner exponentials for every state.</summary>
    /// <param name="nuLog">ν_log, [n], n in whole tiles.</param>
    /// <param name="thetaLog">θ_log, [n].</param>
    /// <param name="nu">Receives exp(ν_log), [n].</param>
    /// <param name="theta">Receives exp(θ_log), [n].</param>
    /// <param name="re">Receives Re λ, [n].</param>
    /// <param name="im">Receives Im λ, [n].</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void Evaluate<T>(ReadOnlySpan<T> nuLog, ReadOnlySpan<T> thetaLog, Span<T> nu, Span<T> theta, Span<T> re, Span<T> im)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int states = Lengths.WholeTiles(nuLog);
        Lengths.Equal(thetaLog, states);
        Lengths.Equal<T>(nu, states);
        Lengths.Equal<T>(theta, states);
        Lengths.Equal<T>(re, states);
        Lengths.Equal<T>(im, states);
        var kernel = new Kernel<T> { NuLog = nuLog, ThetaLog = thetaLog, Nu = nu, Theta = theta, Re = re, Im = im };
        SimdDispatch.Run<Kernel<T>, T>(ref kernel);
    }

    internal ref struct Kernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> NuLog;
        public ReadOnlySpan<T> ThetaLog;
        public Span<T> Nu;
        public Span<T> Theta;
        public Span<T> Re;
        public Span<T> Im;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            for (nuint n = 0; n < (nuint)NuLog.Length; n += (nuint)TSimd.Count)
            {
                var nu = Elementary.Exp<TSimd, T>(TSimd.Load(ref MemoryMarshal.GetReference(NuLog), n));
                var theta = Elementary.Exp<TSimd, T>(TSimd.Load(ref MemoryMarshal.GetReference(ThetaLog), n));
                var modulus = Elementary.Exp<TSimd, T>(-nu);
                var (sin, cos) = Elementary.SinCos<TSimd, T>(theta);
                nu.Store(ref MemoryMarshal.GetReference(Nu), n);
                theta.Store(ref MemoryMarshal.GetReference(Theta), n);
                (modulus * cos).Store(ref MemoryMarshal.GetReference(Re), n);
                (modulus * sin).Store(ref MemoryMarshal.GetReference(Im), n);
            }
        }
    }
}
