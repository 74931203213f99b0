using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// A perceptron of which one layer is modulated, as a part of a machine; f are the factors of that layer, g the gains of the last.
/// <code>
/// a_l = max(0, W_l a_{l−1} + b_l)      ã = f ∘ a of the modulated layer      y = V (g ∘ a_L) + v
/// </code>
/// </summary>
/// <param name="shape">Its sizes.</param>
/// <param name="fields">Where its weights lie.</param>
internal sealed class ModulatedNetwork<T>(NetworkShape shape, NetworkFields fields)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Its sizes.</summary>
    public NetworkShape Shape { get; } = shape;

    /// <summary>Where its weights lie.</summary>
    public NetworkFields Fields { get; } = fields;

    /// <summary>The row at hand.</summary>
    public NetworkRow<T> Row { get; } = new(shape);

    /// <summary>The input, in the units of the base.</summary>
    public Span<T> Input => Row.Activations[0];

    /// <summary>a of the modulated layer, before it is modulated.</summary>
    public Span<T> Features => Row.Activations[Shape.ModulatedLayer];

    /// <summary>V of the base.</summary>
    public Span<T> ReadoutWeight(FlatBuffer weights) => weights.View<T>(Fields.Weights[^1]);

    /// <summary>v of the base.</summary>
    public Span<T> ReadoutBias(FlatBuffer weights) => weights.View<T>(Fields.Biases[^1]);

    /// <summary>
    /// Draws W normal with variance 2 / fan-in, which keeps the size of activations through rectified layers (K. He et al., 2015), and V with 1 / fan-in;
    /// biases stay zero.
    /// </summary>
    public void Draw(FlatBuffer weights, Xoshiro256 random)
    {
        for (int l = 1; l <= Shape.Depth; l++)
        {
            NormalRows.Draw(weights.View<T>(Fields.Weights[l - 1]), Shape.Sizes[l], Shape.Sizes[l - 1], Shape.Sizes[l - 1] / 2.0, random);
        }

        NormalRows.Draw(ReadoutWeight(weights), Shape.Classes, Shape.Last, Shape.Last, random);
    }

    /// <summary>From the input in the row to <see cref="Features"/>.</summary>
    public void Below(FlatBuffer weights)
    {
        for (int l = 1; l <= Shape.ModulatedLayer; l++)
        {
            Rectify(weights, l, Row.Activations[l - 1]);
        }
    }

    /// <summary>From <see cref="Features"/> to the last layer.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="factor">f; empty for 1.</param>
    public void Above(FlatBuffer weights, ReadOnlySpan<T> factor)
    {
        if (factor.IsEmpty)
        {
            Features.CopyTo(Row.Modulated);
        }
        else
        {
            TensorPrimitives.Multiply(Features, factor, Row.Modulated);
        }

        for (int l = Shape.ModulatedLayer + 1; l <= Shape.Depth; l++)
        {
            Rectify(weights, l, l == Shape.ModulatedLayer + 1 ? Row.Modulated : Row.Activations[l - 1]);
        }
    }

    /// <summary>From the last layer to the logits.</summary>
    /// <param name="weight">V, the base's or a task's own.</param>
    /// <param name="bias">v.</param>
    /// <param name="gain">g; empty for 1.</param>
    /// <param name="logits">Receives y.</param>
    public void Logits(ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, ReadOnlySpan<T> gain, Span<T> logits)
    {
        if (gain.IsEmpty)
        {
            Row.Last.CopyTo(Row.Scaled, 0);
        }
        else
        {
            TensorPrimitives.Multiply(Row.Last, gain, Row.Scaled);
        }

        DenseRows.Forward(weight, bias, Row.Scaled, logits);
    }

    /// <summary>From ∂L/∂y back to the modulated layer.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="weight">V, as <see cref="Logits"/> saw it.</param>
    /// <param name="gain">g.</param>
    /// <param name="logitGradient">∂L/∂y.</param>
    /// <param name="weightGradient">The gradient of the hidden layers' weights is added there; null for none.</param>
    public void Back(FlatBuffer weights, ReadOnlySpan<T> weight, ReadOnlySpan<T> gain, ReadOnlySpan<T> logitGradient, FlatBuffer? weightGradient)
    {
        Matrices.TransposedProduct(weight, logitGradient, Row.ScaledGradient);
        var last = LayerGradient(Shape.Depth);
        if (gain.IsEmpty)
        {
            Row.ScaledGradient.CopyTo(last);
        }
        else
        {
            TensorPrimitives.Multiply(Row.ScaledGradient, gain, last);
        }

        for (int l = Shape.Depth; l > Shape.ModulatedLayer; l--)
        {
            BackThrough(weights, l, l == Shape.ModulatedLayer + 1 ? Row.Modulated : Row.Activations[l - 1], LayerGradient(l - 1), weightGradient);
        }
    }

    /// <summary>Goes on from the modulated layer back to the input, and adds the gradient of the weights on the way.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="factor">f; empty for 1.</param>
    /// <param name="weightGradient">Added to.</param>
    public void BackBelow(FlatBuffer weights, ReadOnlySpan<T> factor, FlatBuffer weightGradient)
    {
        var features = Row.Gradients[Shape.ModulatedLayer].AsSpan();
        if (factor.IsEmpty)
        {
            Row.ModulatedGradient.CopyTo(features);
        }
        else
        {
            TensorPrimitives.Multiply(Row.ModulatedGradient, factor, features);
        }

        for (int l = Shape.ModulatedLayer; l > 0; l--)
        {
            BackThrough(weights, l, Row.Activations[l - 1], l == 1 ? [] : Row.Gradients[l - 1], weightGradient);
        }
    }

    /// <summary>dã/dm, in the row, carried on to d a_L/dm.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="tangent">dã/dm; padded with zeros.</param>
    /// <returns>d a_L/dm at the row that <see cref="Above"/> saw last.</returns>
    public ReadOnlySpan<T> Carry(FlatBuffer weights, ReadOnlySpan<T> tangent)
    {
        for (int l = Shape.ModulatedLayer + 1; l <= Shape.Depth; l++)
        {
            var next = Row.Tangents[l].AsSpan();
            DenseRows.Forward(weights.View<T>(Fields.Weights[l - 1]), [], tangent, next[..Shape.Sizes[l]]);
            Mask(Row.Activations[l], next);
            tangent = next;
        }

        return tangent;
    }

    private Span<T> LayerGradient(int l) => l == Shape.ModulatedLayer ? Row.ModulatedGradient : Row.Gradients[l];

    private void Rectify(FlatBuffer weights, int l, ReadOnlySpan<T> input)
    {
        var output = Row.Activations[l].AsSpan(0, Shape.Sizes[l]);
        DenseRows.Forward(weights.View<T>(Fields.Weights[l - 1]), weights.View<T>(Fields.Biases[l - 1]), input, output);
        TensorPrimitives.Max(output, T.Zero, output);
    }

    /// <summary>∂L/∂ of a layer's input from that of its output, in the row; the latter becomes that of the sums before they are rectified.</summary>
    private void BackThrough(FlatBuffer weights, int l, ReadOnlySpan<T> input, Span<T> inputGradient, FlatBuffer? weightGradient)
    {
        var gradient = Row.Gradients[l].AsSpan();
        Mask(Row.Activations[l], gradient);
        gradient = gradient[..Shape.Sizes[l]];
        if (!inputGradient.IsEmpty)
        {
            Matrices.TransposedProduct(weights.View<T>(Fields.Weights[l - 1]), gradient, inputGradient);
        }

        if (weightGradient is not null)
        {
            DenseRows.AddGradient(input, gradient, weightGradient.View<T>(Fields.Weights[l - 1]), weightGradient.View<T>(Fields.Biases[l - 1]));
        }
    }

    private static void Mask(ReadOnlySpan<T> activation, Span<T> values)
    {
        for (int i = 0; i < activation.Length; i++)
        {
            values[i] = activation[i] > T.Zero ? values[i] : T.Zero;
        }
    }
}
