using System.Numerics;
using System.Numerics.Tensors;

namespace AdaptiveML.Learners;

/// <summary>The step that gradients are gathered by.</summary>
internal static class SpanSums
{
    /// <summary>sum += values · factor, each element rounded once.</summary>
    public static void AddScaled<T>(ReadOnlySpan<T> values, T factor, Span<T> sum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.FusedMultiplyAdd(values, factor, sum, sum);

    /// <summary>sum += left ∘ right, each element rounded once.</summary>
    public static void AddProduct<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> sum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.FusedMultiplyAdd(left, right, sum, sum);
}
