using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>y = W u + b, or W u, as a part of a machine. Rows of W are padded to whole tiles, [outputs][inputs₁₆].</summary>
internal sealed class DenseMap<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _inputSize;
    private readonly int _outputSize;

    /// <summary>Adds the map's fields to <paramref name="layout"/>; weight decay applies to W alone.</summary>
    /// <param name="layout">Where to.</param>
    /// <param name="weightName">Name of W.</param>
    /// <param name="biasName">Name of b, or null for none.</param>
    /// <param name="inputSize">Elements of u.</param>
    /// <param name="outputSize">Elements of y.</param>
    /// <param name="learningRateFactor">Multiplies the learning rate.</param>
    public DenseMap(MachineLayout<T> layout, string weightName, string? biasName, int inputSize, int outputSize, double learningRateFactor = 1)
    {
        (_inputSize, _outputSize) = (inputSize, outputSize);
        Weight = layout.Parameters.Add(weightName, learningRateFactor, true, outputSize, Tile.Pad(inputSize));
        Bias = biasName is null ? null : layout.Parameters.Add(biasName, learningRateFactor, false, outputSize);
    }

    /// <summary>W.</summary>
    public Field Weight { get; }

    /// <summary>b, or null.</summary>
    public Field? Bias { get; }

    /// <summary>Draws W normal with variance 1 / <paramref name="fanIn"/>; b stays zero.</summary>
    public void Draw(LearnerMemory memory, double fanIn, Xoshiro256 random) =>
        NormalRows.Draw(memory.Parameters.View<T>(Weight), _outputSize, _inputSize, fanIn, random);

    /// <summary>y.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="input">u, padded with zeros.</param>
    /// <param name="output">Receives y in its first elements.</param>
    public void Forward(LearnerMemory memory, ReadOnlySpan<T> input, Span<T> output) =>
        DenseRows.Forward(memory.Parameters.View<T>(Weight), Bias is { } bias ? memory.Parameters.View<T>(bias) : [], input, output[.._outputSize]);

    /// <summary>Adds the gradient of W and b, and adds Wᵀ ∂L/∂y to <paramref name="inputGradient"/> unless that is empty.</summary>
    public void Differentiate(LearnerMemory memory, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        DenseRows.AddGradient(input, outputGradient[.._outputSize], memory.Gradients.View<T>(Weight), Bias is { } bias ? memory.Gradients.View<T>(bias) : []);
        if (!inputGradient.IsEmpty)
        {
            ReadOnlySpan<T> weight = memory.Parameters.View<T>(Weight);
            for (int p = 0; p < _outputSize; p++)
            {
                SpanSums.AddScaled(weight.Slice(p * input.Length, input.Length), outputGradient[p], inputGradient);
            }
        }
    }
}
