using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// y = scale ∘ (u − mean u) / √(variance u + ε) + offset over the H elements of one step, population variance, ε = 10⁻⁶
/// (J. L. Ba, J. R. Kiros and G. E. Hinton, "Layer normalization", 2016), as a part of a machine.
/// </summary>
internal sealed class LayerNorm<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Field _scale;
    private readonly Field _offset;
    private readonly int _size;
    private readonly T[] _normal;
    private readonly T[] _scaled;
    private T _inverseDeviation;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    public LayerNorm(MachineLayout<T> layout, string prefix, int size)
    {
        _size = size;
        _scale = layout.Parameters.Add(prefix + "ln_scale", 1, false, size);
        _offset = layout.Parameters.Add(prefix + "ln_bias", 1, false, size);
        _normal = new T[Tile.Pad(size)];
        _scaled = new T[Tile.Pad(size)];
    }

    /// <summary>Scale 1; the offset stays zero.</summary>
    public void Initialize(LearnerMemory memory) => memory.Parameters.View<T>(_scale).Fill(T.One);

    /// <summary>Normalises; both spans are padded with zeros to whole tiles and may be the same.</summary>
    public void Forward(LearnerMemory memory, ReadOnlySpan<T> input, Span<T> output)
    {
        _inverseDeviation = Normalization.Normalize(input, _size, _normal);
        TensorPrimitives.FusedMultiplyAdd(_normal.AsSpan(0, _size), memory.Parameters.View<T>(_scale), memory.Parameters.View<T>(_offset), output[.._size]);
    }

    /// <summary>Adds the gradient of scale and offset, and turns ∂L/∂y into ∂L/∂u of the step that <see cref="Forward"/> saw last.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="gradient">∂L/∂y; receives ∂L/∂u = (g − mean g − n mean(g∘n)) / deviation, with g = scale ∘ ∂L/∂y and n what was normalised.</param>
    public void Differentiate(LearnerMemory memory, Span<T> gradient)
    {
        var g = gradient[.._size];
        Span<T> normal = _normal.AsSpan(0, _size), scaled = _scaled.AsSpan(0, _size);
        Span<T> scaleGradient = memory.Gradients.View<T>(_scale), offsetGradient = memory.Gradients.View<T>(_offset);
        SpanSums.AddProduct<T>(g, normal, scaleGradient);
        TensorPrimitives.Add(offsetGradient, g, offsetGradient);

        TensorPrimitives.Multiply(g, memory.Parameters.View<T>(_scale), scaled);
        Normalization.VectorJacobianProduct(_normal, _inverseDeviation, _size, _scaled);
        scaled.CopyTo(g);
    }
}
