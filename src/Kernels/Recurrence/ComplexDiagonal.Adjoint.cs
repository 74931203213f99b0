using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

internal static partial class ComplexDiagonal
{
    /// <summary>
    /// The reverse recurrence a_t = λ∘a_{t+1} + δ_t over T rows, from zero behind the last: a_t is what x_t did to the loss of its own row and of all that
    /// follow.
    /// </summary>
    /// <param name="eigenvalues">λ, [n], n ≥ 1 in whole tiles.</param>
    /// <param name="previous">x_{t−1}, [T, re and im, n].</param>
    /// <param name="delta">δ_t = ∂L_t/∂Re x_t − i ∂L_t/∂Im x_t, [T, re and im, n]; receives a_t. No result is denormal.</param>
    /// <param name="sum">Σ_t a_t∘x_{t−1}, what λ did to the loss, [n]; added to.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void Adjoint<T>(ComplexSpan<T> eigenvalues, ReadOnlySpan<T> previous, Span<T> delta, ComplexSpan<T> sum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int states = Lengths.WholeTiles(eigenvalues);
        Lengths.Rows<T>(delta, 2L * states);
        Lengths.Equal(previous, delta.Length);
        Lengths.Equal(sum, states);
        var kernel = new AdjointKernel<T> { Eigenvalues = eigenvalues, Previous = previous, Delta = delta, Sum = sum };
        SimdDispatch.Run<AdjointKernel<T>, T>(ref kernel);
    }

    internal ref struct AdjointKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ComplexSpan<T> Eigenvalues;
        public ReadOnlySpan<T> Previous;
        public Span<T> Delta;
        public ComplexSpan<T> Sum;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T previous = ref MemoryMarshal.GetReference(Previous);
            ref T delta = ref MemoryMarshal.GetReference(Delta);
            nuint states = (nuint)Eigenvalues.Re.Length;
            var flush = TSimd.Create(Denormals<T>.Flush);
            for (nuint n = 0; n < states; n += (nuint)TSimd.Count)
            {
                var lambdaRe = TSimd.Load(ref MemoryMarshal.GetReference(Eigenvalues.Re), n);
                var lambdaIm = TSimd.Load(ref MemoryMarshal.GetReference(Eigenvalues.Im), n);
                var sumRe = TSimd.Load(ref MemoryMarshal.GetReference(Sum.Re), n);
                var sumIm = TSimd.Load(ref MemoryMarshal.GetReference(Sum.Im), n);
                var re = TSimd.Create(T.Zero);
                var im = re;
                for (nuint end = (nuint)Delta.Length; end > 0; end -= 2 * states)
                {
                    nuint at = end - (2 * states) + n;
                    var addRe = TSimd.Load(ref delta, at) + flush;
                    var addIm = TSimd.Load(ref delta, at + states) + flush;
                    var nextRe = TSimd.FusedMultiplyAdd(lambdaRe, re, TSimd.FusedMultiplyAdd(-lambdaIm, im, addRe)) - flush;
                    im = TSimd.FusedMultiplyAdd(lambdaRe, im, TSimd.FusedMultiplyAdd(lambdaIm, re, addIm)) - flush;
                    re = nextRe;
                    re.Store(ref delta, at);
                    im.Store(ref delta, at + states);
                    var previousRe = TSimd.Load(ref previous, at);
                    var previousIm = TSimd.Load(ref previous, at + states);
                    sumRe = TSimd.FusedMultiplyAdd(re, previousRe, TSimd.FusedMultiplyAdd(-im, previousIm, sumRe));
                    sumIm = TSimd.FusedMultiplyAdd(re, previousIm, TSimd.FusedMultiplyAdd(im, previousRe, sumIm));
                }

                sumRe.Store(ref MemoryMarshal.GetReference(Sum.Re), n);
                sumIm.Store(ref MemoryMarshal.GetReference(Sum.Im), n);
            }
        }
    }
}
