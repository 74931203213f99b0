using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

/// <summary>
/// n = (z − mean z) / √(variance z + ε) over the elements of a row, population variance, ε = 10⁻⁶, and what layer normalisation needs of it
/// (J. L. Ba, J. R. Kiros and G. E. Hinton, "Layer normalization", 2016). Rows are padded with zeros to whole tiles, and stay so.
/// </summary>
internal static partial class Normalization
{
    private const double Epsilon = 1e-6;

    /// <summary>Computes n.</summary>
    /// <param name="values">z, [length], in whole tiles.</param>
    /// <param name="size">Elements that count, from 1 to length.</param>
    /// <param name="normal">Receives n, [length]; may be <paramref name="values"/>.</param>
    /// <returns>1 / √(variance z + ε).</returns>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static T Normalize<T>(ReadOnlySpan<T> values, int size, Span<T> normal)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Lengths.InRange(size, 1, Lengths.WholeTiles(values));
        Lengths.Equal<T>(normal, values.Length);
        var kernel = new NormalizeKernel<T> { Values = values, Size = size, Normal = normal };
        SimdDispatch.Run<NormalizeKernel<T>, T>(ref kernel);
        return kernel.InverseDeviation;
    }

    internal ref struct NormalizeKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Values;
        public int Size;
        public Span<T> Normal;
        public T InverseDeviation;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T values = ref MemoryMarshal.GetReference(Values);
            ref T normal = ref MemoryMarshal.GetReference(Normal);
            nuint length = (nuint)Values.Length;
            T size = T.CreateTruncating(Size);

            var sum = new Reductions.SumKernel<T> { Values = Values };
            sum.Run<TSimd>();
            var mean = TSimd.Create(sum.Sum / size);
            for (nuint i = 0; i < length; i += (nuint)TSimd.Count)
            {
                (TSimd.Load(ref values, i) - mean).Store(ref normal, i);
            }

            Normal[Size..].Clear();
            var squares = new Reductions.DotKernel<T> { Left = Normal, Right = Normal };
            squares.Run<TSimd>();
            InverseDeviation = T.One / T.Sqrt((squares.Sum / size) + T.CreateTruncating(Epsilon));
            var scale = TSimd.Create(InverseDeviation);
            for (nuint i = 0; i < length; i += (nuint)TSimd.Count)
            {
                (TSimd.Load(ref normal, i) * scale).Store(ref normal, i);
            }
        }
    }
}
