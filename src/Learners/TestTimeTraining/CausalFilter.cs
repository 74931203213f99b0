using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// y_t = b + Σ_j w_j ∘ u_{t − K + 1 + j}, channel by channel over the last K rows, as a part of a machine. Rows are padded with zeros to whole tiles.
/// </summary>
internal sealed class CausalFilter<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _width;
    private readonly int _size;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    public CausalFilter(MachineLayout<T> layout, string weightName, string biasName, int width, int size)
    {
        (_width, _size) = (Tile.Pad(width), size);
        Weight = layout.Parameters.Add(weightName, 1, true, size, _width);
        Bias = layout.Parameters.Add(biasName, 1, false, _width);
    }

    /// <summary>w, [K][channels₁₆]; the last multiplies the present row.</summary>
    public Field Weight { get; }

    /// <summary>b.</summary>
    public Field Bias { get; }

    /// <summary>Makes the filter pass the row that lies <paramref name="rows"/> rows back, and nothing else.</summary>
    public void Pass(LearnerMemory memory, int rows)
    {
        var weight = memory.Parameters.View<T>(Weight);
        weight.Clear();
        weight.Slice((_size - 1 - rows) * _width, _width).Fill(T.One);
        memory.Parameters.View<T>(Bias).Clear();
    }

    /// <summary>y_t.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="rows">The last K rows u, oldest first.</param>
    /// <param name="output">Receives y_t.</param>
    public void Forward(LearnerMemory memory, ReadOnlySpan<T> rows, Span<T> output) =>
        CausalConvolution.Apply(memory.Parameters.View<T>(Weight), memory.Parameters.View<T>(Bias), rows, output);

    /// <summary>Adds the gradient of w and b, and that of the rows.</summary>
    public void Differentiate(LearnerMemory memory, ReadOnlySpan<T> rows, ReadOnlySpan<T> outputGradient, Span<T> rowGradient)
    {
        var biasGradient = memory.Gradients.View<T>(Bias);
        TensorPrimitives.Add(biasGradient, outputGradient, biasGradient);
        CausalConvolution.VectorJacobianProduct(memory.Parameters.View<T>(Weight), rows, outputGradient, memory.Gradients.View<T>(Weight), rowGradient);
    }
}
