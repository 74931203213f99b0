using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// logits = V max(0, W₀ x + b + change) + v: one hidden layer, as a part of a machine. Rows of W₀ and V are padded to whole tiles.
/// </summary>
internal sealed class HiddenNetwork
{
    private readonly int _inputSize;
    private readonly int _hidden;
    private readonly int _classes;

    /// <summary>Adds the fields.</summary>
    /// <param name="parameters">The machine's parameters.</param>
    /// <param name="inputSize">Elements of x.</param>
    /// <param name="hidden">Hidden units.</param>
    /// <param name="classes">Logits.</param>
    /// <param name="room">Logits that there is room for.</param>
    public HiddenNetwork(ParameterLayout<double> parameters, int inputSize, int hidden, int classes, int room)
    {
        (_inputSize, _hidden, _classes, Length) = (inputSize, hidden, classes, Tile.Pad(hidden));
        Base = parameters.Add("net.W0", 1, true, hidden, Tile.Pad(inputSize));
        Bias = parameters.Add("net.b", 1, false, Length);
        Head = parameters.Add("net.V", 1, true, room, Length);
        HeadBias = parameters.Add("net.v", 1, false, room);
        (Change, Units, Gradient) = (new double[Length], new double[Length], new double[Length]);
    }

    /// <summary>Hidden units, padding included.</summary>
    public int Length { get; }

    /// <summary>W₀.</summary>
    public Field Base { get; }

    /// <summary>b.</summary>
    public Field Bias { get; }

    /// <summary>V.</summary>
    public Field Head { get; }

    /// <summary>v.</summary>
    public Field HeadBias { get; }

    /// <summary>What adapters add before the non-linearity; set before <see cref="Forward(LearnerMemory, ReadOnlySpan{double}, Span{double})"/>.</summary>
    public double[] Change { get; }

    /// <summary>What <see cref="Forward(LearnerMemory, ReadOnlySpan{double}, Span{double})"/> made of the hidden units.</summary>
    public double[] Units { get; }

    /// <summary>∂L/∂change, after <see cref="Differentiate"/>.</summary>
    public double[] Gradient { get; }

    /// <summary>Draws W₀ with variance 2 / inputs; the rest stays zero.</summary>
    public void Draw(LearnerMemory memory, Xoshiro256 random) =>
        NormalRows.Draw(memory.Parameters.View<double>(Base), _hidden, _inputSize, 0.5 * _inputSize, random);

    /// <summary>Computes the logits.</summary>
    public void Forward(LearnerMemory memory, ReadOnlySpan<double> input, Span<double> logits) =>
        Forward(memory, memory.Parameters.View<double>(Base), input, logits);

    /// <summary>Computes the logits with other weights in place of W₀.</summary>
    public void Forward(LearnerMemory memory, ReadOnlySpan<double> weights, ReadOnlySpan<double> input, Span<double> logits)
    {
        ReadOnlySpan<double> head = memory.Parameters.View<double>(Head)[..(_classes * Length)];
        ReadOnlySpan<double> offsets = memory.Parameters.View<double>(HeadBias)[.._classes];
        Matrices.ProductTransposed(weights, input, input.Length, Units, 1);
        TensorPrimitives.Add(Units, memory.Parameters.View<double>(Bias), Units);
        TensorPrimitives.Add(Units, Change, Units);
        TensorPrimitives.Max(Units, 0, Units);
        Matrices.ProductTransposed(head, Units, Length, logits, 1);
        TensorPrimitives.Add(logits, offsets, logits);
    }

    /// <summary>Adds the gradient of V and v, gives that of the change, and adds that of W₀ and b where they are learnt.</summary>
    public void Differentiate(LearnerMemory memory, ReadOnlySpan<double> input, ReadOnlySpan<double> logitGradient, bool learnsBase)
    {
        ReadOnlySpan<double> head = memory.Parameters.View<double>(Head);
        Span<double> headGradient = memory.Gradients.View<double>(Head), offsetGradient = memory.Gradients.View<double>(HeadBias);
        Gradient.AsSpan().Clear();
        for (int c = 0; c < _classes; c++)
        {
            double g = logitGradient[c];
            if (g != 0)
            {
                offsetGradient[c] += g;
                SpanSums.AddScaled(Units, g, headGradient.Slice(c * Length, Length));
                SpanSums.AddScaled(head.Slice(c * Length, Length), g, Gradient);
            }
        }

        for (int i = 0; i < Length; i++)
        {
            Gradient[i] = Units[i] > 0 ? Gradient[i] : 0;
        }

        if (learnsBase)
        {
            var bias = memory.Gradients.View<double>(Bias);
            TensorPrimitives.Add(bias, Gradient, bias);
            var gradient = memory.Gradients.View<double>(Base);
            for (int i = 0; i < _hidden; i++)
            {
                SpanSums.AddScaled(input, Gradient[i], gradient.Slice(i * input.Length, input.Length));
            }
        }
    }
}
