using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

internal static partial class ComplexDiagonal
{
    /// <summary>next = λ∘current + gain∘drive.</summary>
    /// <param name="eigenvalues">λ, [n].</param>
    /// <param name="current">The present value, [n].</param>
    /// <param name="gain">Real gain a state, [n]; empty means 1.</param>
    /// <param name="drive">What is added, [n].</param>
    /// <param name="next">Receives the result, [n], n in whole tiles; may be any of the others as a whole. No result is denormal.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void Advance<T>(
        ComplexSpan<T> eigenvalues, ComplexSpan<T> current, ReadOnlySpan<T> gain, ComplexSpan<T> drive, ComplexSpan<T> next)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int states = Lengths.WholeTiles(next);
        Lengths.Equal(eigenvalues, states);
        Lengths.Equal(current, states);
        Lengths.Equal(gain, gain.IsEmpty ? 0 : states);
        Lengths.Equal(drive, states);
        var kernel = new AdvanceKernel<T> { Eigenvalues = eigenvalues, Current = current, Gain = gain, Drive = drive, Next = next };
        SimdDispatch.Run<AdvanceKernel<T>, T>(ref kernel);
    }

    internal ref struct AdvanceKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ComplexSpan<T> Eigenvalues;
        public ComplexSpan<T> Current;
        public ReadOnlySpan<T> Gain;
        public ComplexSpan<T> Drive;
        public ComplexSpan<T> Next;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            var flush = TSimd.Create(Denormals<T>.Flush);
            var gain = TSimd.Create(T.One);
            for (nuint n = 0; n < (nuint)Next.Re.Length; n += (nuint)TSimd.Count)
            {
                if (!Gain.IsEmpty)
                {
                    gain = TSimd.Load(ref MemoryMarshal.GetReference(Gain), n);
                }

                var re = TSimd.Load(ref MemoryMarshal.GetReference(Current.Re), n);
                var im = TSimd.Load(ref MemoryMarshal.GetReference(Current.Im), n);
                var lambdaRe = TSimd.Load(ref MemoryMarshal.GetReference(Eigenvalues.Re), n);
                var lambdaIm = TSimd.Load(ref MemoryMarshal.GetReference(Eigenvalues.Im), n);
                var addRe = TSimd.FusedMultiplyAdd(gain, TSimd.Load(ref MemoryMarshal.GetReference(Drive.Re), n), flush);
                var addIm = TSimd.FusedMultiplyAdd(gain, TSimd.Load(ref MemoryMarshal.GetReference(Drive.Im), n), flush);
                var nextRe = TSimd.FusedMultiplyAdd(lambdaRe, re, TSimd.FusedMultiplyAdd(-lambdaIm, im, addRe));
                var nextIm = TSimd.FusedMultiplyAdd(lambdaRe, im, TSimd.FusedMultiplyAdd(lambdaIm, re, addIm));
                (nextRe - flush).Store(ref MemoryMarshal.GetReference(Next.Re), n);
                (nextIm - flush).Store(ref MemoryMarshal.GetReference(Next.Im), n);
            }
        }
    }
}
