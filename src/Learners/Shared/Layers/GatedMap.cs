using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// v = (W₁ u + b₁) ∘ σ(W₂ u + b₂), as a part of a machine (Y. Dauphin et al., "Language modeling with gated convolutional networks", ICML 2017).
/// </summary>
internal sealed class GatedMap<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _outputSize;
    private readonly T[] _values;
    private readonly T[] _gates;
    private readonly T[] _valueGradient;
    private readonly T[] _gateGradient;
    private readonly T[] _slope;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    public GatedMap(MachineLayout<T> layout, string prefix, int inputSize, int outputSize)
    {
        _outputSize = outputSize;
        Value = new(layout, prefix + "W1", prefix + "b1", inputSize, outputSize);
        Gate = new(layout, prefix + "W2", prefix + "b2", inputSize, outputSize);
        T[] Values() => new T[Tile.Pad(outputSize)];
        (_values, _gates, _valueGradient, _gateGradient, _slope) = (Values(), Values(), Values(), Values(), Values());
    }

    /// <summary>W₁ and b₁.</summary>
    public DenseMap<T> Value { get; }

    /// <summary>W₂ and b₂.</summary>
    public DenseMap<T> Gate { get; }

    /// <summary>Computes v; all spans are padded with zeros to whole tiles.</summary>
    public void Forward(LearnerMemory memory, ReadOnlySpan<T> input, Span<T> v)
    {
        Value.Forward(memory, input, _values);
        Gate.Forward(memory, input, _gates);
        Activations.Sigmoid<T>(_gates.AsSpan(0, _outputSize), _gates.AsSpan(0, _outputSize));
        TensorPrimitives.Multiply<T>(_values, _gates, v);
    }

    /// <summary>Adds the gradient of both maps, and adds ∂L/∂u to <paramref name="inputGradient"/>.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="input">u, as <see cref="Forward"/> saw it last.</param>
    /// <param name="outputGradient">∂L/∂v.</param>
    /// <param name="inputGradient">Added to.</param>
    public void Differentiate(LearnerMemory memory, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        // v = p ∘ s with s = σ(q): ∂v/∂p = s and ∂v/∂q = p ∘ s ∘ (1 − s).
        TensorPrimitives.Multiply(outputGradient, _gates, _valueGradient);
        TensorPrimitives.Multiply<T>(_valueGradient, _values, _gateGradient);
        TensorPrimitives.Subtract<T>(T.One, _gates, _slope);
        TensorPrimitives.Multiply<T>(_gateGradient, _slope, _gateGradient);

        Value.Differentiate(memory, input, _valueGradient, inputGradient);
        Gate.Differentiate(memory, input, _gateGradient, inputGradient);
    }
}
