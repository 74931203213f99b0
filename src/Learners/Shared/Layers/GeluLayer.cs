using System.Numerics;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners;

/// <summary>a = GELU(o), with what its slope needs, as a part of a machine.</summary>
internal sealed class GeluLayer<T>(int size)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _gate = new T[Tile.Pad(size)];
    private readonly T[] _values = new T[Tile.Pad(size)];

    /// <summary>a of the step that <see cref="Forward"/> saw last, padded with zeros.</summary>
    public ReadOnlySpan<T> Values => _values;

    /// <summary>Computes <see cref="Values"/>.</summary>
    /// <param name="o">Padded with zeros.</param>
    public void Forward(ReadOnlySpan<T> o) => Gelu.Apply(o, _gate, _values);

    /// <summary>Turns ∂L/∂a into ∂L/∂o.</summary>
    /// <param name="o">As <see cref="Forward"/> saw it last.</param>
    /// <param name="gradient">∂L/∂a; receives ∂L/∂o.</param>
    public void Differentiate(ReadOnlySpan<T> o, Span<T> gradient) => Gelu.Slope(o, _gate, gradient);
}
