using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

/// <summary>Running means and deviations of the elements of a stream of vectors.</summary>
internal static partial class RunningScale
{
    /// <summary>
    /// Takes a vector in; an element that is NaN is not known, and leaves its mean and deviation as they are.
    /// <code>
    /// d = x − m      m ← m + α d      s ← clamp(s + α (√(π/2) |d| − s), floor, ceiling)
    /// </code>
    /// </summary>
    /// <param name="x">The vector, [n].</param>
    /// <param name="means">m, [n].</param>
    /// <param name="deviations">s, [n].</param>
    /// <param name="rate">α, from 0 to 1.</param>
    /// <param name="floor">The smallest deviation, above 0.</param>
    /// <param name="ceiling">The largest.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void Update<T>(ReadOnlySpan<T> x, Span<T> means, Span<T> deviations, T rate, T floor, T ceiling)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Lengths.Equal<T>(means, x.Length);
        Lengths.Equal<T>(deviations, x.Length);
        var kernel = new UpdateKernel<T> { X = x, Means = means, Deviations = deviations, Rate = rate, Floor = floor, Ceiling = ceiling };
        SimdDispatch.Run<UpdateKernel<T>, T>(ref kernel);
    }

    internal ref struct UpdateKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        /// <summary>√(π/2), the standard deviation of a normal variable by its mean absolute deviation.</summary>
        private static readonly T AbsoluteToStandard = T.CreateTruncating(1.2533141373155003);

        public ReadOnlySpan<T> X;
        public Span<T> Means;
        public Span<T> Deviations;
        public T Rate;
        public T Floor;
        public T Ceiling;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            int i = 0;
            for (; i <= X.Length - TSimd.Count; i += TSimd.Count)
            {
                Step<TSimd>((nuint)i);
            }

            for (; i < X.Length; i++)
            {
                Step<SimdScalar<T>>((nuint)i);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Step<TSimd>(nuint i)
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T means = ref MemoryMarshal.GetReference(Means);
            ref T deviations = ref MemoryMarshal.GetReference(Deviations);
            TSimd rate = TSimd.Create(Rate), floor = TSimd.Create(Floor), ceiling = TSimd.Create(Ceiling);
            TSimd x = TSimd.Load(ref MemoryMarshal.GetReference(X), i), mean = TSimd.Load(ref means, i), deviation = TSimd.Load(ref deviations, i);
            var difference = x - mean;
            var distance = TSimd.Select(TSimd.LessThan(difference, TSimd.Create(T.Zero)), -difference, difference);
            var moved = deviation + (rate * ((TSimd.Create(AbsoluteToStandard) * distance) - deviation));
            moved = TSimd.Select(TSimd.LessThan(moved, floor), floor, moved);
            moved = TSimd.Select(TSimd.LessThan(ceiling, moved), ceiling, moved);
            var known = TSimd.Equal(x, x);
            TSimd.Select(known, mean + (rate * difference), mean).Store(ref means, i);
            TSimd.Select(known, moved, deviation).Store(ref deviations, i);
        }
    }
}
