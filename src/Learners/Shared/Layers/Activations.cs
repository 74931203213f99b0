using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners;

/// <summary>Element-wise non-linearities.</summary>
internal static class Activations
{
    /// <summary>σ(x) = 1 / (1 + e^−x).</summary>
    /// <param name="x">Arguments.</param>
    /// <param name="destination">Receives σ, from 0 to 1; may be <paramref name="x"/>.</param>
    public static void Sigmoid<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TensorPrimitives.Negate(x, destination);
        Elementary.Exp<T>(destination, destination);
        TensorPrimitives.Add(destination, T.One, destination);
        TensorPrimitives.Divide(T.One, destination, destination);
    }
}
