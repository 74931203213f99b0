using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners;

/// <summary>y = W u + b on spans: rows of W are as long as u, whole tiles.</summary>
internal static class DenseRows
{
    /// <summary>Computes y.</summary>
    /// <param name="weight">W.</param>
    /// <param name="bias">b in its first elements; empty for none.</param>
    /// <param name="input">u, padded with zeros.</param>
    /// <param name="output">Receives y: as many elements as W has rows.</param>
    public static void Forward<T>(ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, ReadOnlySpan<T> input, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int p = 0; p < output.Length; p++)
        {
            output[p] = Reductions.Dot(weight.Slice(p * input.Length, input.Length), input);
        }

        if (!bias.IsEmpty)
        {
            TensorPrimitives.Add(bias[..output.Length], output, output);
        }
    }

    /// <summary>y ← y + W u.</summary>
    /// <param name="weight">W.</param>
    /// <param name="input">u, padded with zeros.</param>
    /// <param name="output">y: as many elements as W has rows.</param>
    public static void AddForward<T>(ReadOnlySpan<T> weight, ReadOnlySpan<T> input, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int p = 0; p < output.Length; p++)
        {
            output[p] += Reductions.Dot(weight.Slice(p * input.Length, input.Length), input);
        }
    }

    /// <summary>Adds the gradient of W and b.</summary>
    /// <param name="input">u.</param>
    /// <param name="outputGradient">∂L/∂y, as many elements as W has rows.</param>
    /// <param name="weightGradient">Added to.</param>
    /// <param name="biasGradient">Added to; empty for none.</param>
    public static void AddGradient<T>(ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> weightGradient, Span<T> biasGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!biasGradient.IsEmpty)
        {
            var bias = biasGradient[..outputGradient.Length];
            TensorPrimitives.Add(bias, outputGradient, bias);
        }

        for (int p = 0; p < outputGradient.Length; p++)
        {
            SpanSums.AddScaled(input, outputGradient[p], weightGradient.Slice(p * input.Length, input.Length));
        }
    }
}
