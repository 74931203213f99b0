using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// A hidden layer with two adapters, of low and of high rank, each behind a gate of components: z = W₀ x + b + s₁ U₁ D₁ x + s₂ U₂ D₂ x, logits = V max(0, z) +
/// v.
/// </summary>
internal sealed class AdaptedNetwork
{
    private readonly double _orthogonality;
    private readonly int _length;
    private readonly double[] _normal;
    private readonly double[] _normalGradient;

    /// <summary>Adds the fields.</summary>
    /// <param name="parameters">The machine's parameters.</param>
    /// <param name="inputSize">Elements of x.</param>
    /// <param name="classes">Logits.</param>
    /// <param name="options">Shape.</param>
    /// <param name="components">Components of each gate.</param>
    /// <param name="room">Logits that there is room for; null for no more than there are.</param>
    public AdaptedNetwork(ParameterLayout<double> parameters, int inputSize, int classes, AdapterOptions options, int components, int? room = null)
    {
        (_orthogonality, _length, InputSize) = (options.Orthogonality, Tile.Pad(inputSize), inputSize);
        Network = new(parameters, inputSize, options.Network.Hidden, classes, room ?? classes);
        Low = new(parameters, "net.low", options.RankLow, inputSize, options.Network.Hidden);
        High = new(parameters, "net.high", options.RankHigh, inputSize, options.Network.Hidden);
        LowGate = new(parameters, "gate.low", options.Gate, inputSize, components);
        HighGate = new(parameters, "gate.high", options.Gate, inputSize, components);
        (_normal, _normalGradient) = (new double[components * _length], new double[components * _length]);
    }

    /// <summary>Elements of x.</summary>
    public int InputSize { get; }

    /// <summary>W₀, b, V and v.</summary>
    public HiddenNetwork Network { get; }

    /// <summary>U₁ and D₁.</summary>
    public Adapter Low { get; }

    /// <summary>U₂ and D₂.</summary>
    public Adapter High { get; }

    /// <summary>s₁.</summary>
    public AttentionGate LowGate { get; }

    /// <summary>s₂.</summary>
    public AttentionGate HighGate { get; }

    /// <summary>The fields of the adapters.</summary>
    public Field[] AdapterFields => [Low.Down, Low.Up, High.Down, High.Up];

    /// <summary>Draws all but the components.</summary>
    public void Draw(LearnerMemory memory, Xoshiro256 random)
    {
        Network.Draw(memory, random);
        Low.Draw(memory, InputSize, random);
        High.Draw(memory, InputSize, random);
    }

    /// <summary>Draws components from one on, orthogonal to those before.</summary>
    public void DrawComponents(LearnerMemory memory, int first, Xoshiro256 random)
    {
        foreach (var field in (Field[])[LowGate.Keys, LowGate.Attention, LowGate.Values, HighGate.Keys, HighGate.Attention, HighGate.Values])
        {
            var rows = memory.Parameters.View<double>(field);
            for (int k = first; k < LowGate.Count; k++)
            {
                foreach (ref double entry in rows.Slice(k * _length, InputSize))
                {
                    entry = random.NextNormal();
                }
            }

            OrthogonalComponents.Extend(rows, _length, first);
        }
    }

    /// <summary>s₁ and s₂ of an input.</summary>
    public (double Low, double High) Open(LearnerMemory memory, ReadOnlySpan<double> input, int used) =>
        (LowGate.Open(memory, input, used), HighGate.Open(memory, input, used));

    /// <summary>Computes the logits behind gates that are as open as is said.</summary>
    public void Forward(LearnerMemory memory, ReadOnlySpan<double> input, (double Low, double High) gates, Span<double> logits)
    {
        Network.Change.AsSpan().Clear();
        Low.Apply(memory, input, gates.Low, Network.Change);
        High.Apply(memory, input, gates.High, Network.Change);
        Network.Forward(memory, input, logits);
    }

    /// <summary>
    /// Adds the gradient of adapters, head and components that are not frozen, after <see cref="Open"/> and <see cref="Forward"/> of the same input.
    /// </summary>
    public void Differentiate(
        LearnerMemory memory, ReadOnlySpan<double> input, (double Low, double High) gates, int used, int frozen, ReadOnlySpan<double> logitGradient)
    {
        Network.Differentiate(memory, input, logitGradient, learnsBase: false);
        double low = Low.Differentiate(memory, input, gates.Low, Network.Gradient), high = High.Differentiate(memory, input, gates.High, Network.Gradient);
        LowGate.Differentiate(memory, input, used, frozen, low * gates.Low * (1 - gates.Low));
        HighGate.Differentiate(memory, input, used, frozen, high * gates.High * (1 - gates.High));
    }

    /// <summary>
    /// μ times the mean over both gates of the penalties of K (rows normalised), A and W; adds its gradient, times a factor, where components are not frozen.
    /// </summary>
    public double Penalty(LearnerMemory memory, int used, int frozen, double factor) => used == 0 ? 0
        : _orthogonality / 6
            * (Penalty(memory, LowGate, used, frozen, factor * _orthogonality / 6) + Penalty(memory, HighGate, used, frozen, factor * _orthogonality / 6));

    /// <summary>W₀ + s₁ U₁ D₁ + s₂ U₂ D₂.</summary>
    public void Merge(LearnerMemory memory, (double Low, double High) gates, Span<double> weights)
    {
        memory.Parameters.View<double>(Network.Base).CopyTo(weights);
        Low.Merge(memory, gates.Low, weights);
        High.Merge(memory, gates.High, weights);
    }

    private double Penalty(LearnerMemory memory, AttentionGate gate, int used, int frozen, double factor)
    {
        Span<double> normal = _normal.AsSpan(0, used * _length), gradient = _normalGradient.AsSpan(0, used * _length);
        double sum = 0;
        foreach (var field in (ReadOnlySpan<Field>)[gate.Attention, gate.Values])
        {
            gradient.Clear();
            sum += OrthogonalComponents.Penalty(memory.Parameters.View<double>(field)[..gradient.Length], _length, factor, gradient);
            for (int k = frozen; k < used; k++)
            {
                SpanSums.AddScaled(gradient.Slice(k * _length, _length), 1, memory.Gradients.View<double>(field).Slice(k * _length, _length));
            }
        }

        ReadOnlySpan<double> keys = memory.Parameters.View<double>(gate.Keys);
        for (int k = 0; k < used; k++)
        {
            var key = keys.Slice(k * _length, _length);
            TensorPrimitives.Divide(key, Reductions.Norm(key), normal.Slice(k * _length, _length));
        }

        gradient.Clear();
        sum += OrthogonalComponents.Penalty(normal, _length, factor, gradient);
        for (int k = frozen; k < used; k++)
        {
            // Through K̂ = K / |K|: what lies along K̂ is lost.
            Span<double> direction = normal.Slice(k * _length, _length), row = gradient.Slice(k * _length, _length);
            SpanSums.AddScaled(direction, -Reductions.Dot<double>(direction, row), row);
            SpanSums.AddScaled(
                row,
                1 / Reductions.Norm(keys.Slice(k * _length, _length)),
                memory.Gradients.View<double>(gate.Keys).Slice(k * _length, _length));
        }

        return sum;
    }
}
