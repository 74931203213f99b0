using System.Numerics;
using System.Numerics.Tensors;

namespace AdaptiveML.Kernels;

internal static partial class Normalization
{
    /// <summary>
    /// The reverse mode of <see cref="LossGradient"/>, second derivatives of the loss included. With u the cotangent of the gradient g, m = 1 / √(variance z +
    /// ε), e the error and a = γ∘e:
    /// <code>
    /// ∂a = m (u − mean u − n mean(u∘n))      ∂γ = ∂a∘e + γ∘∂a∘n      ∂β = γ∘∂a      ∂r = −γ∘∂a
    /// ∂n = γ∘γ∘∂a − m mean(a∘n) u − m mean(u∘n) a
    /// ∂z = m (∂n − mean ∂n − n mean(∂n∘n)) − m mean(u∘g) n
    /// </code>
    /// </summary>
    /// <param name="normal">n, [length], in whole tiles.</param>
    /// <param name="inverseDeviation">m.</param>
    /// <param name="size">Elements that count, from 1 to length.</param>
    /// <param name="scale">γ, [length].</param>
    /// <param name="error">e, [length].</param>
    /// <param name="gradient">g, [length].</param>
    /// <param name="cotangent">u, [length]; receives ∂z.</param>
    /// <param name="work">Room of [2, length] or more; must not overlap the others.</param>
    /// <param name="scaleCotangent">∂γ is added, [length].</param>
    /// <param name="offsetCotangent">∂β is added, [length].</param>
    /// <param name="targetCotangent">Receives ∂r, [length].</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void LossGradientVectorJacobianProduct<T>(
        ReadOnlySpan<T> normal,
        T inverseDeviation,
        int size,
        ReadOnlySpan<T> scale,
        ReadOnlySpan<T> error,
        ReadOnlySpan<T> gradient,
        Span<T> cotangent,
        Span<T> work,
        Span<T> scaleCotangent,
        Span<T> offsetCotangent,
        Span<T> targetCotangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Lengths.InRange(size, 1, Lengths.WholeTiles(normal));
        Lengths.Equal(scale, normal.Length);
        Lengths.Equal(error, normal.Length);
        Lengths.Equal(gradient, normal.Length);
        Lengths.Equal<T>(cotangent, normal.Length);
        Lengths.Equal<T>(scaleCotangent, normal.Length);
        Lengths.Equal<T>(offsetCotangent, normal.Length);
        Lengths.Equal<T>(targetCotangent, normal.Length);
        Lengths.AtLeast<T>(work, 2L * normal.Length);
        T count = T.CreateTruncating(size);
        Span<T> a = work[..normal.Length], da = work.Slice(normal.Length, normal.Length);
        TensorPrimitives.Multiply(scale, error, a);
        T projection = Reductions.Dot(a, normal) / count;
        T along = Reductions.Dot(cotangent, normal) / count;
        T shrink = Reductions.Dot(cotangent, gradient) / count;
        cotangent.CopyTo(da);
        VectorJacobianProduct(normal, inverseDeviation, size, da);
        TensorPrimitives.FusedMultiplyAdd(da, error, scaleCotangent, scaleCotangent);

        TensorPrimitives.Multiply(da, scale, da);
        TensorPrimitives.FusedMultiplyAdd(da, normal, scaleCotangent, scaleCotangent);
        TensorPrimitives.Add(offsetCotangent, da, offsetCotangent);
        TensorPrimitives.Negate(da, targetCotangent);

        TensorPrimitives.Multiply(da, scale, da);
        TensorPrimitives.FusedMultiplyAdd(cotangent, -(inverseDeviation * projection), da, da);
        TensorPrimitives.FusedMultiplyAdd(a, -(inverseDeviation * along), da, cotangent);
        VectorJacobianProduct(normal, inverseDeviation, size, cotangent);
        TensorPrimitives.FusedMultiplyAdd(normal, -(inverseDeviation * shrink), cotangent, cotangent);
    }
}
