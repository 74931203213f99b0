using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

/// <summary>Running products of each element's deviation with the one before it: by them, how fast an element forgets its past.</summary>
internal static class LagProducts
{
    /// <summary>
    /// Takes a vector in, all of whose elements are known, as were those before.
    /// <code>
    /// b = before − m      n = now − m      p ← p + α (b n − p)      q ← q + α (½ (b² + n²) − q)
    /// </code>
    /// </summary>
    /// <param name="before">The vector before, [n].</param>
    /// <param name="now">The vector, [n].</param>
    /// <param name="means">m, [n].</param>
    /// <param name="products">p, [n].</param>
    /// <param name="squares">q, [n].</param>
    /// <param name="rate">α, from 0 to 1.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void Update<T>(ReadOnlySpan<T> before, ReadOnlySpan<T> now, ReadOnlySpan<T> means, Span<T> products, Span<T> squares, T rate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Lengths.Equal(now, before.Length);
        Lengths.Equal(means, before.Length);
        Lengths.Equal<T>(products, before.Length);
        Lengths.Equal<T>(squares, before.Length);
        var kernel = new Kernel<T> { Before = before, Now = now, Means = means, Products = products, Squares = squares, Rate = rate };
        SimdDispatch.Run<Kernel<T>, T>(ref kernel);
    }

    internal ref struct Kernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Before;
        public ReadOnlySpan<T> Now;
        public ReadOnlySpan<T> Means;
        public Span<T> Products;
        public Span<T> Squares;
        public T Rate;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            int i = 0;
            for (; i <= Now.Length - TSimd.Count; i += TSimd.Count)
            {
                Step<TSimd>((nuint)i);
            }

            for (; i < Now.Length; i++)
            {
                Step<SimdScalar<T>>((nuint)i);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Step<TSimd>(nuint i)
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T products = ref MemoryMarshal.GetReference(Products);
            ref T squares = ref MemoryMarshal.GetReference(Squares);
            TSimd rate = TSimd.Create(Rate), half = TSimd.Create(T.CreateTruncating(0.5));
            var mean = TSimd.Load(ref MemoryMarshal.GetReference(Means), i);
            TSimd before = TSimd.Load(ref MemoryMarshal.GetReference(Before), i) - mean, now = TSimd.Load(ref MemoryMarshal.GetReference(Now), i) - mean;
            TSimd product = TSimd.Load(ref products, i), square = TSimd.Load(ref squares, i);
            (product + (rate * ((before * now) - product))).Store(ref products, i);
            (square + (rate * ((half * ((before * before) + (now * now))) - square))).Store(ref squares, i);
        }
    }
}
