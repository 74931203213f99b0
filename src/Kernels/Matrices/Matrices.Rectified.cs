using System.Numerics;
using System.Numerics.Tensors;

namespace AdaptiveML.Kernels;

internal static partial class Matrices
{
    /// <summary>destination = max(0, Aᵀ x + b): a layer of rectified units, or a random projection with its non-linearity.</summary>
    /// <param name="matrix">A, a row an element of <paramref name="x"/>, each as long as <paramref name="destination"/>.</param>
    /// <param name="x">The arguments.</param>
    /// <param name="offset">b.</param>
    /// <param name="destination">Receives the values; its length must be a multiple of <see cref="Tile.Lanes"/>.</param>
    public static void RectifiedProduct<T>(ReadOnlySpan<T> matrix, ReadOnlySpan<T> x, ReadOnlySpan<T> offset, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Lengths.Equal(offset, destination.Length);
        TransposedProduct(matrix, x, destination);
        TensorPrimitives.Add(destination, offset, destination);
        TensorPrimitives.Max(destination, T.Zero, destination);
    }
}
