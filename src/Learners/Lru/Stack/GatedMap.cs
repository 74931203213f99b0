using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// The part of a block above its recurrence, H values to H: a = GELU(o), v = (W₁ a + b₁) ∘ σ(W₂ a + b₂)
/// (the gate: Y. Dauphin et al., "Language modeling with gated convolutional networks", ICML 2017).
/// </summary>
internal sealed class GatedMap<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _width;
    private readonly DenseMap<T> _value;
    private readonly DenseMap<T> _gate;
    private readonly T[] _geluGate;
    private readonly T[] _a;
    private readonly T[] _values;
    private readonly T[] _gates;
    private readonly T[] _valueGradient;
    private readonly T[] _gateGradient;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    public GatedMap(MachineLayout<T> layout, string prefix, int width)
    {
        _width = width;
        _value = new(layout, prefix + "W1", prefix + "b1", width, width);
        _gate = new(layout, prefix + "W2", prefix + "b2", width, width);
        T[] Values() => new T[Tile.Pad(width)];
        (_geluGate, _a, _values, _gates, _valueGradient, _gateGradient) = (Values(), Values(), Values(), Values(), Values(), Values());
    }

    /// <summary>Draws both maps; W₁ so that <paramref name="blocks"/> of these add up to about the width's variance.</summary>
    public void Draw(LearnerMemory memory, int blocks, Xoshiro256 random)
    {
        _value.Draw(memory, _width * blocks, random);
        _gate.Draw(memory, _width, random);
    }

    /// <summary>v; all spans are padded with zeros to whole tiles.</summary>
    public void Forward(LearnerMemory memory, ReadOnlySpan<T> o, Span<T> v)
    {
        Activations.Gelu(o, _geluGate, _a);
        _value.Forward(memory, _a, _values);
        _gate.Forward(memory, _a, _gates);
        Activations.Sigmoid<T>(_gates.AsSpan(0, _width), _gates.AsSpan(0, _width));
        TensorPrimitives.Multiply<T>(_values, _gates, v);
    }

    /// <summary>Adds the gradient of both maps and gives ∂L/∂o.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="o">As <see cref="Forward"/> saw it last.</param>
    /// <param name="outputGradient">∂L/∂v.</param>
    /// <param name="inputGradient">Receives ∂L/∂o.</param>
    public void Differentiate(LearnerMemory memory, ReadOnlySpan<T> o, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        // v = p ∘ s with s = σ(q): ∂v/∂p = s and ∂v/∂q = p ∘ s ∘ (1 − s).
        TensorPrimitives.Multiply(outputGradient, _gates, _valueGradient);
        TensorPrimitives.Multiply<T>(_valueGradient, _values, _gateGradient);
        TensorPrimitives.Subtract(T.One, _gates, inputGradient);
        TensorPrimitives.Multiply(_gateGradient, inputGradient, _gateGradient);

        inputGradient.Clear();
        _value.Differentiate(memory, _a, _valueGradient, inputGradient);
        _gate.Differentiate(memory, _a, _gateGradient, inputGradient);
        Activations.GeluSlope(o, _geluGate, inputGradient);
    }
}
