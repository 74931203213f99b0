using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

internal static partial class Normalization
{
    /// <summary>Turns ∂L/∂n into ∂L/∂z = (h − mean h − n mean(h∘n)) / √(variance z + ε), with h = ∂L/∂n. The map is symmetric.</summary>
    /// <param name="normal">n, [length], in whole tiles.</param>
    /// <param name="inverseDeviation">What <see cref="Normalize"/> gave.</param>
    /// <param name="size">Elements that count, from 1 to length.</param>
    /// <param name="gradient">∂L/∂n, [length]; receives ∂L/∂z. Must not overlap <paramref name="normal"/>.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void VectorJacobianProduct<T>(ReadOnlySpan<T> normal, T inverseDeviation, int size, Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Lengths.InRange(size, 1, Lengths.WholeTiles(normal));
        Lengths.Equal<T>(gradient, normal.Length);
        var kernel = new VectorJacobianKernel<T> { Normal = normal, InverseDeviation = inverseDeviation, Size = size, Gradient = gradient };
        SimdDispatch.Run<VectorJacobianKernel<T>, T>(ref kernel);
    }

    internal ref struct VectorJacobianKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Normal;
        public T InverseDeviation;
        public int Size;
        public Span<T> Gradient;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T normal = ref MemoryMarshal.GetReference(Normal);
            ref T gradient = ref MemoryMarshal.GetReference(Gradient);
            T size = T.CreateTruncating(Size);
            var sum = new Reductions.SumKernel<T> { Values = Gradient };
            sum.Run<TSimd>();
            var dot = new Reductions.DotKernel<T> { Left = Gradient, Right = Normal };
            dot.Run<TSimd>();
            var mean = TSimd.Create(sum.Sum / size);
            var projection = TSimd.Create(-(dot.Sum / size));
            var scale = TSimd.Create(InverseDeviation);
            for (nuint i = 0; i < (nuint)Gradient.Length; i += (nuint)TSimd.Count)
            {
                (TSimd.FusedMultiplyAdd(TSimd.Load(ref normal, i), projection, TSimd.Load(ref gradient, i) - mean) * scale).Store(ref gradient, i);
            }

            Gradient[Size..].Clear();
        }
    }
}
