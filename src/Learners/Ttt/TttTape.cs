using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// A window of tokens from a sequence's beginning, run forwards and differentiated backwards through all inner updates, exactly. It keeps the state with which each mini-batch began and
/// computes the rest again. The sequences of the machine's memory stay as they are.
/// </summary>
internal sealed class TttTape<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TttLayer<T> _layer;
    private readonly TttAdjoint<T> _adjoint;
    private readonly FlatBuffer[] _states;
    private readonly T[] _input;
    private readonly T[] _again;
    private readonly int _batch;

    /// <summary>Makes room for <paramref name="capacity"/> tokens.</summary>
    public TttTape(TttLayer<T> layer, LearnerMemory memory, int capacity)
    {
        (_layer, _batch) = (layer, layer.BatchSize);
        _adjoint = new(layer.Fields);
        _states = [.. Enumerable.Range(0, ((capacity + _batch - 1) / _batch) + 1).Select(_ => new FlatBuffer(memory.Blank.Layout))];
        _input = new T[capacity * layer.RowLength];
        _again = new T[_batch * layer.RowLength];
    }

    /// <summary>Runs the layer over a window.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="input">The tokens, a row each.</param>
    /// <param name="output">Receives a row for each.</param>
    public void Forward(LearnerMemory memory, ReadOnlySpan<T> input, Span<T> output)
    {
        input.CopyTo(_input);
        _states[0].CopyFrom(memory.Blank);
        for (int start = 0, batch = 0; start < input.Length; start += _again.Length, batch++)
        {
            int length = Math.Min(_again.Length, input.Length - start);
            _layer.Forward(memory, _states[batch], input.Slice(start, length), output.Slice(start, length));
            _states[batch + 1].CopyFrom(_states[batch]);
            _layer.Advance(memory, _states[batch + 1], length / _layer.RowLength);
        }
    }

    /// <summary>Adds the gradient of all parameters over the window that <see cref="Forward"/> saw last.</summary>
    /// <param name="memory">The machine's memory, its parameters as they were.</param>
    /// <param name="outputGradient">∂L/∂output, a row a token.</param>
    /// <param name="inputGradient">Receives ∂L/∂input.</param>
    public void Backpropagate(LearnerMemory memory, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        _adjoint.Clear();
        int tokens = outputGradient.Length / _layer.RowLength;
        for (int batch = (tokens - 1) / _batch; batch >= 0; batch--)
        {
            int start = batch * _again.Length, length = Math.Min(_again.Length, outputGradient.Length - start);
            _layer.Forward(memory, _states[batch], _input.AsSpan(start, length), _again.AsSpan(0, length));
            _layer.Differentiate(memory, _states[batch], outputGradient.Slice(start, length), _adjoint, inputGradient.Slice(start, length));
        }

        var startGradient = memory.Gradients.View<T>(_layer.Fields.Start);
        TensorPrimitives.Add(startGradient, _adjoint.Weights, startGradient);
    }
}
