using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Lru;

/// <summary>
/// One linear recurrent unit as a part of a machine: a recurrence with traces, and a readout over its state. M inputs, N complex states, P outputs.
/// </summary>
/// <remarks><see cref="Forward"/> comes first; what it computed is what <see cref="Advance"/> and <see cref="AdvanceAndDifferentiate"/> go on from.</remarks>
internal sealed class LruCell<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LruRecurrence<T> _recurrence;
    private readonly LruReadout<T> _readout;
    private readonly LruOptions _options;
    private readonly int _inputSize;
    private readonly T[] _delta;

    /// <summary>Adds the unit's fields to <paramref name="layout"/>.</summary>
    public LruCell(MachineLayout<T> layout, string prefix, int inputSize, int outputSize, bool hasBias, LruOptions options)
    {
        (Layout, _inputSize, _options) = (layout, inputSize, options);
        Fields = new(layout, prefix, inputSize, outputSize, hasBias, options);
        _recurrence = new(Fields, inputSize, options);
        _readout = new(layout, prefix, outputSize, Fields, options);
        _delta = new T[2 * Tile.Pad(options.StateSize)];
    }

    /// <summary>The layouts that the unit's fields are in.</summary>
    public MachineLayout<T> Layout { get; }

    /// <summary>Where everything but the hidden part of a readout lies.</summary>
    public LruFields<T> Fields { get; }

    /// <summary>δ = ∂L/∂Re x − i ∂L/∂Im x of the row differentiated last.</summary>
    public ComplexSpan<T> Delta => new(_delta);

    /// <summary>Draws the recurrence and the hidden part of the readout.</summary>
    public void Draw(LearnerMemory memory, Xoshiro256 random)
    {
        LruInitialization.DrawRecurrence(memory.Parameters, Fields, _inputSize, _options, random);
        _readout.Draw(memory, random);
    }

    /// <summary>Computes the next state and the output, without changing memory.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="input">u, padded with zeros to whole tiles.</param>
    /// <param name="output">Receives y, P elements.</param>
    /// <returns>Whether every number made is finite.</returns>
    public bool Forward(LearnerMemory memory, ReadOnlySpan<T> input, Span<T> output)
    {
        _recurrence.Forward(memory, input);
        _readout.Forward(memory, _recurrence.Next, input, output);
        return T.IsFinite(TensorPrimitives.MaxMagnitude<T>(_recurrence.Next)) && T.IsFinite(TensorPrimitives.MaxMagnitude<T>(output));
    }

    /// <summary>Makes the state that <see cref="Forward"/> computed the present one, and takes the traces along.</summary>
    public void Advance(LearnerMemory memory, ReadOnlySpan<T> input) => _recurrence.Advance(memory, input);

    /// <summary>Like <see cref="Advance"/>, and adds the row's gradient to the memory's.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="input">u, as in <see cref="Forward"/>.</param>
    /// <param name="outputGradient">∂L/∂y, P elements.</param>
    /// <param name="inputGradient">
    /// Receives ∂L/∂u through this step alone, Dᵀ ∂L/∂y + Re((δ∘γ)ᵀ B), padded like <paramref name="input"/>; empty where nobody asks.
    /// </param>
    public void AdvanceAndDifferentiate(LearnerMemory memory, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        _readout.Differentiate(memory, _recurrence.Next, input, outputGradient, Delta);
        if (!inputGradient.IsEmpty)
        {
            inputGradient.Clear();
            _readout.AddInputGradient(memory, outputGradient, inputGradient);
            _recurrence.AddInputGradient(memory, Delta, inputGradient);
        }

        _recurrence.AdvanceAndDifferentiate(memory, input, _delta);
    }

    /// <summary>From now on records rows for <see cref="Backpropagate"/> instead of taking traces along.</summary>
    public void Record() => _recurrence.Record();

    /// <summary>Adds the recurrence's gradient through all recorded rows to the memory's, and forgets them.</summary>
    public void Backpropagate(LearnerMemory memory) => _recurrence.Tape?.Backpropagate(memory);

    /// <summary>λ and γ from the parameters.</summary>
    public void Refresh(LearnerMemory memory) => _recurrence.Refresh(memory);
}
