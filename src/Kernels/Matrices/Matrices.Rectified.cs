using System.Numerics;
using System.Numerics.Tensors;

namespace AdaptiveML.Kernels;

internal static partial class Matrices
{
    /// <summary>destination = max(0, Aᵀ x + b): a layer of rectified units, or a random projection with its non-linearity.</summary>
    /// <param name="matrix">A, [m, n].</param>
    /// <param name="x">The arguments, [m].</param>
    /// <param name="offset">b, [n].</param>
    /// <param name="destination">Receives the values, [n], n in whole tiles; must not overlap the others.</param>
    /// <exception cref="ArgumentException">One of the spans has another length.</exception>
    public static void RectifiedProduct<T>(ReadOnlySpan<T> matrix, ReadOnlySpan<T> x, ReadOnlySpan<T> offset, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Lengths.Equal(offset, destination.Length);
        TransposedProduct(matrix, x, destination);
        TensorPrimitives.Add(destination, offset, destination);
        TensorPrimitives.Max(destination, T.Zero, destination);
    }
}
