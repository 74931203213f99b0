using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels;

internal static partial class Normalization
{
    /// <summary>
    /// The gradient of ½ ‖γ∘n + β − r‖² by z: (a − mean a − n mean(a∘n)) / √(variance z + ε), with a = γ ∘ (γ∘n + β − r).
    /// It is orthogonal to the vector of ones and to n.
    /// </summary>
    /// <param name="normal">n, [length], in whole tiles.</param>
    /// <param name="inverseDeviation">What <see cref="Normalize"/> gave.</param>
    /// <param name="size">Elements that count, from 1 to length.</param>
    /// <param name="scale">γ, [length].</param>
    /// <param name="offset">β, [length].</param>
    /// <param name="target">r, [length].</param>
    /// <param name="error">Receives γ∘n + β − r, [length].</param>
    /// <param name="gradient">Receives the gradient, [length].</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void LossGradient<T>(
        ReadOnlySpan<T> normal,
        T inverseDeviation,
        int size,
        ReadOnlySpan<T> scale,
        ReadOnlySpan<T> offset,
        ReadOnlySpan<T> target,
        Span<T> error,
        Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Lengths.InRange(size, 1, Lengths.WholeTiles(normal));
        Lengths.Equal(scale, normal.Length);
        Lengths.Equal(offset, normal.Length);
        Lengths.Equal(target, normal.Length);
        Lengths.Equal<T>(error, normal.Length);
        Lengths.Equal<T>(gradient, normal.Length);
        var kernel = new LossGradientKernel<T>
        {
            Normal = normal,
            InverseDeviation = inverseDeviation,
            Size = size,
            Scale = scale,
            Offset = offset,
            Target = target,
            Error = error,
            Gradient = gradient,
        };
        SimdDispatch.Run<LossGradientKernel<T>, T>(ref kernel);
    }

    internal ref struct LossGradientKernel<T> : ISimdKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public ReadOnlySpan<T> Normal;
        public T InverseDeviation;
        public int Size;
        public ReadOnlySpan<T> Scale;
        public ReadOnlySpan<T> Offset;
        public ReadOnlySpan<T> Target;
        public Span<T> Error;
        public Span<T> Gradient;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run<TSimd>()
            where TSimd : struct, ISimd<TSimd, T>
        {
            ref T normal = ref MemoryMarshal.GetReference(Normal);
            ref T scale = ref MemoryMarshal.GetReference(Scale);
            ref T offset = ref MemoryMarshal.GetReference(Offset);
            ref T target = ref MemoryMarshal.GetReference(Target);
            ref T error = ref MemoryMarshal.GetReference(Error);
            ref T gradient = ref MemoryMarshal.GetReference(Gradient);
            for (nuint i = 0; i < (nuint)Normal.Length; i += (nuint)TSimd.Count)
            {
                var factor = TSimd.Load(ref scale, i);
                var difference = TSimd.FusedMultiplyAdd(factor, TSimd.Load(ref normal, i), TSimd.Load(ref offset, i)) - TSimd.Load(ref target, i);
                difference.Store(ref error, i);
                (factor * difference).Store(ref gradient, i);
            }

            new VectorJacobianKernel<T> { Normal = Normal, InverseDeviation = InverseDeviation, Size = Size, Gradient = Gradient }.Run<TSimd>();
        }
    }
}
