using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

internal static partial class RunningScale
{
    /// <summary>How many elements are not known (NaN), or lie further from their means than so many deviations.</summary>
    /// <param name="x">The vector, [n].</param>
    /// <param name="means">The means, [n].</param>
    /// <param name="deviations">The deviations, above 0, [n].</param>
    /// <param name="limit">How many deviations.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static int CountBeyond<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> means, ReadOnlySpan<T> deviations, T limit)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Lengths.Equal(means, x.Length);
        Lengths.Equal(deviations, x.Length);
        var kernel = new CountKernel<T> { X = x, Means = means, Deviations = deviations, Limit = limit };
        SimdDispatch.Run<CountKernel<T>, T>(ref kernel);
        return kernel.Count;
    }

    internal ref struct CountKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> X;
        public ReadOnlySpan<T> Means;
        public ReadOnlySpan<T> Deviations;
        public T Limit;
        public int Count;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            var beyond = TSimd.Create(T.Zero);
            var rest = SimdScalar<T>.Create(T.Zero);
            int i = 0;
            for (; i <= X.Length - TSimd.Count; i += TSimd.Count)
            {
                beyond += At<TSimd>((nuint)i);
            }

            for (; i < X.Length; i++)
            {
                rest += At<SimdScalar<T>>((nuint)i);
            }

            // Small whole numbers: their sum is exact in any order.
            Count = int.CreateTruncating(TSimd.Sum(beyond) + SimdScalar<T>.Sum(rest));
        }

        /// <summary>1 where an element counts, else 0.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly TSimd At<TSimd>(nuint i)
            where TSimd : struct, ISimd<TSimd, T>
        {
            TSimd zero = TSimd.Create(T.Zero), one = TSimd.Create(T.One);
            var difference = TSimd.Load(ref MemoryMarshal.GetReference(X), i) - TSimd.Load(ref MemoryMarshal.GetReference(Means), i);
            var distance = TSimd.Select(TSimd.LessThan(difference, zero), -difference, difference);
            var extremity = distance / TSimd.Load(ref MemoryMarshal.GetReference(Deviations), i);
            return TSimd.Select(TSimd.Equal(extremity, extremity), TSimd.Select(TSimd.LessThan(TSimd.Create(Limit), extremity), one, zero), one);
        }
    }
}
