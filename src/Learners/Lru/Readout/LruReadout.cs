using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Lru;

/// <summary>
/// The readout of a linear recurrent unit: y = Re(C x) + D u + bias, and what the options add to it. It has no memory of its own, so its gradient is exact.
/// </summary>
internal sealed class LruReadout<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LruFields<T> _fields;
    private readonly LruOptions _options;
    private readonly HiddenReadout<T>? _hidden;
    private readonly T[] _stateGradient;

    /// <summary>Adds to <paramref name="layout"/> the fields of what is not linear.</summary>
    public LruReadout(MachineLayout<T> layout, string prefix, int outputSize, LruFields<T> fields, LruOptions options)
    {
        (_fields, _options) = (fields, options);
        _hidden = HiddenReadout<T>.Create(layout, prefix, outputSize, options);
        _stateGradient = new T[_hidden is null ? 0 : 2 * Tile.Pad(options.StateSize)];
    }

    /// <summary>Draws what the part that is not linear begins with.</summary>
    public void Draw(LearnerMemory memory, Xoshiro256 random) => _hidden?.Draw(memory, random);

    /// <summary>Computes y.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="s">Re x, then Im x.</param>
    /// <param name="input">u, padded with zeros to whole tiles.</param>
    /// <param name="output">Receives y.</param>
    public void Forward(LearnerMemory memory, Span<T> s, ReadOnlySpan<T> input, Span<T> output)
    {
        var x = new ComplexSpan<T>(s);
        var parameters = memory.Parameters;
        ReadOnlySpan<T> c = parameters.View<T>(_fields.C), d = parameters.View<T>(_fields.D), bias = parameters.View<T>(_fields.Bias);
        int states = x.Re.Length;
        for (int p = 0; p < output.Length; p++)
        {
            var row = c.Slice(p * 2 * states, 2 * states);
            T sum = Reductions.Dot(row[..states], x.Re) - Reductions.Dot(row[states..], x.Im);
            sum = bias.IsEmpty ? sum : bias[p] + sum;
            output[p] = sum + _options.DirectPath switch
            {
                DirectPath.Full => Reductions.Dot(d.Slice(p * input.Length, input.Length), input),
                DirectPath.Diagonal => d[p] * input[p],
                _ => T.Zero,
            };
        }

        _hidden?.AddOutput(memory, s, output);
    }

    /// <summary>Adds the readout's gradient at the step that <see cref="Forward"/> saw last to the memory's.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="s">As it was then.</param>
    /// <param name="input">u.</param>
    /// <param name="outputGradient">∂L/∂y.</param>
    /// <param name="delta">Receives δ = ∂L/∂Re x − i ∂L/∂Im x.</param>
    public void Differentiate(LearnerMemory memory, Span<T> s, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, ComplexSpan<T> delta)
    {
        var x = new ComplexSpan<T>(s);
        var gradients = memory.Gradients;
        ReadOnlySpan<T> c = memory.Parameters.View<T>(_fields.C);
        Span<T> cGradient = gradients.View<T>(_fields.C), dGradient = gradients.View<T>(_fields.D), biasGradient = gradients.View<T>(_fields.Bias);
        int states = x.Re.Length;
        delta.Re.Clear();
        delta.Im.Clear();
        for (int p = 0; p < outputGradient.Length; p++)
        {
            T g = outputGradient[p];
            var row = c.Slice(p * 2 * states, 2 * states);
            SpanSums.AddScaled(row[..states], g, delta.Re);
            SpanSums.AddScaled(row[states..], g, delta.Im);
            var rowGradient = cGradient.Slice(p * 2 * states, 2 * states);
            SpanSums.AddScaled(x.Re, g, rowGradient[..states]);
            SpanSums.AddScaled(x.Im, -g, rowGradient[states..]);
            if (!biasGradient.IsEmpty)
            {
                biasGradient[p] += g;
            }

            switch (_options.DirectPath)
            {
                case DirectPath.Full:
                    SpanSums.AddScaled(input, g, dGradient.Slice(p * input.Length, input.Length));
                    break;
                case DirectPath.Diagonal:
                    dGradient[p] += g * input[p];
                    break;
            }
        }

        if (_hidden is not null)
        {
            _hidden.Differentiate(memory, s, outputGradient, _stateGradient);
            TensorPrimitives.Add(delta.Re, _stateGradient.AsSpan(0, states), delta.Re);
            TensorPrimitives.Subtract(delta.Im, _stateGradient.AsSpan(states), delta.Im);
        }
    }

    /// <summary>Adds Dᵀ ∂L/∂y to <paramref name="inputGradient"/>.</summary>
    public void AddInputGradient(LearnerMemory memory, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        ReadOnlySpan<T> d = memory.Parameters.View<T>(_fields.D);
        switch (_options.DirectPath)
        {
            case DirectPath.Full:
                for (int p = 0; p < outputGradient.Length; p++)
                {
                    SpanSums.AddScaled(d.Slice(p * inputGradient.Length, inputGradient.Length), outputGradient[p], inputGradient);
                }

                break;
            case DirectPath.Diagonal:
                SpanSums.AddProduct(d[..outputGradient.Length], outputGradient, inputGradient[..outputGradient.Length]);
                break;
        }
    }
}
