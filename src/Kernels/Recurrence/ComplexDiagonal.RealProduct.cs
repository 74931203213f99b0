using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

internal static partial class ComplexDiagonal
{
    /// <summary>accumulator += factor · Re(left∘right), element by element.</summary>
    /// <param name="left">First operand, [n].</param>
    /// <param name="right">Second operand, [n].</param>
    /// <param name="factor">A real factor a state, [n].</param>
    /// <param name="accumulator">Added to, [n], n in whole tiles.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void AddRealProduct<T>(ComplexSpan<T> left, ComplexSpan<T> right, ReadOnlySpan<T> factor, Span<T> accumulator)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int states = Lengths.WholeTiles<T>(accumulator);
        Lengths.Equal(left, states);
        Lengths.Equal(right, states);
        Lengths.Equal(factor, states);
        var kernel = new RealProductKernel<T> { Left = left, Right = right, Factor = factor, Accumulator = accumulator };
        SimdDispatch.Run<RealProductKernel<T>, T>(ref kernel);
    }

    internal ref struct RealProductKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ComplexSpan<T> Left;
        public ComplexSpan<T> Right;
        public ReadOnlySpan<T> Factor;
        public Span<T> Accumulator;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T accumulator = ref MemoryMarshal.GetReference(Accumulator);
            for (nuint n = 0; n < (nuint)Accumulator.Length; n += (nuint)TSimd.Count)
            {
                var re = TSimd.Load(ref MemoryMarshal.GetReference(Left.Re), n) * TSimd.Load(ref MemoryMarshal.GetReference(Right.Re), n);
                var im = TSimd.Load(ref MemoryMarshal.GetReference(Left.Im), n) * TSimd.Load(ref MemoryMarshal.GetReference(Right.Im), n);
                var factor = TSimd.Load(ref MemoryMarshal.GetReference(Factor), n);
                TSimd.FusedMultiplyAdd(factor, re - im, TSimd.Load(ref accumulator, n)).Store(ref accumulator, n);
            }
        }
    }
}
