using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

public static partial class Elementary
{
    /// <summary>tanh(x) for each element.</summary>
    /// <param name="x">Arguments; NaN gives NaN.</param>
    /// <param name="destination">Results; same length as <paramref name="x"/>, may be the same memory.</param>
    /// <remarks>Relative error below 6 units in the last place, for small |x| too: with t = 1 − e^(−2|x|), tanh |x| = t / (2 − t).</remarks>
    public static void Tanh<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination.Length, x.Length, nameof(destination));
        var kernel = new TanhKernel<T> { X = x, Destination = destination };
        SimdDispatch.Run<TanhKernel<T>, T>(ref kernel);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TSimd Tanh<TSimd, T>(TSimd x)
        where TSimd : struct, ISimd<TSimd, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var isNegative = TSimd.LessThan(x, TSimd.Create(T.Zero));
        var magnitude = TSimd.Select(isNegative, -x, x);
        var two = TSimd.Create(T.One + T.One);
        var rest = OneMinusExp<TSimd, T>(magnitude + magnitude);
        var result = rest / (two - rest);
        return TSimd.Select(isNegative, -result, result);
    }

    internal ref struct TanhKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> X;
        public Span<T> Destination;

        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T source = ref MemoryMarshal.GetReference(X);
            ref T target = ref MemoryMarshal.GetReference(Destination);
            int i = 0;
            for (; i <= X.Length - TSimd.Count; i += TSimd.Count)
            {
                Tanh<TSimd, T>(TSimd.Load(ref source, (nuint)i)).Store(ref target, (nuint)i);
            }

            for (; i < X.Length; i++)
            {
                Tanh<SimdScalar<T>, T>(SimdScalar<T>.Load(ref source, (nuint)i)).Store(ref target, (nuint)i);
            }
        }
    }
}
