using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// A window of tokens from a sequence's beginning, run forwards and differentiated backwards through all inner updates, exactly. It keeps the state with which
/// each mini-batch began and computes the rest again. The sequences of the machine's memory stay as they are.
/// </summary>
internal sealed class TttTape<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IWindowLayer<T> _layer;
    private readonly TttAdjoint<T> _adjoint;
    private readonly FlatBuffer[] _states;
    private readonly T[] _input;
    private readonly T[] _again;
    private readonly int _batch;

    /// <summary>Makes room for <paramref name="capacity"/> tokens.</summary>
    public TttTape(IWindowLayer<T> layer, LearnerMemory memory, int capacity)
    {
        (_layer, _batch) = (layer, layer.BatchSize);
        _adjoint = new(layer.Fields);
        _states = [.. Enumerable.Range(0, ((capacity + _batch - 1) / _batch) + 1).Select(_ => new FlatBuffer(memory.Blank.Layout))];
        _input = new T[capacity * layer.InputRow];
        _again = new T[_batch * layer.OutputRow];
    }

    /// <summary>Runs the layer over a window.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="input">The tokens, a row each.</param>
    /// <param name="output">Receives a row for each.</param>
    public void Forward(LearnerMemory memory, ReadOnlySpan<T> input, Span<T> output)
    {
        input.CopyTo(_input);
        _states[0].CopyFrom(memory.Blank);
        int tokens = input.Length / _layer.InputRow;
        for (int start = 0, batch = 0; start < tokens; start += _batch, batch++)
        {
            int count = Math.Min(_batch, tokens - start);
            _layer.Forward(memory, _states[batch], Rows(input, start, count, _layer.InputRow), Rows(output, start, count, _layer.OutputRow));
            _states[batch + 1].CopyFrom(_states[batch]);
            _layer.Advance(memory, _states[batch + 1], count);
        }
    }

    /// <summary>Adds the gradient of all parameters over the window that <see cref="Forward"/> saw last.</summary>
    /// <param name="memory">The machine's memory, its parameters as they were.</param>
    /// <param name="outputGradient">∂L/∂output, a row a token.</param>
    /// <param name="inputGradient">Receives ∂L/∂input; empty where the input is data.</param>
    public void Backpropagate(LearnerMemory memory, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        _adjoint.Clear();
        int tokens = outputGradient.Length / _layer.OutputRow;
        for (int batch = (tokens - 1) / _batch; batch >= 0; batch--)
        {
            int start = batch * _batch, count = Math.Min(_batch, tokens - start);
            _layer.Forward(memory, _states[batch], Rows(_input.AsSpan(), start, count, _layer.InputRow), _again.AsSpan(0, count * _layer.OutputRow));
            _layer.Differentiate(
                memory,
                _states[batch],
                Rows(outputGradient, start, count, _layer.OutputRow),
                _adjoint,
                inputGradient.IsEmpty ? inputGradient : Rows(inputGradient, start, count, _layer.InputRow));
        }

        var startGradient = memory.Gradients.View<T>(_layer.Fields.Start);
        TensorPrimitives.Add(startGradient, _adjoint.Weights, startGradient);
        _layer.Fields.KeepStart(startGradient);
    }

    private static ReadOnlySpan<T> Rows(ReadOnlySpan<T> rows, int start, int count, int length) => rows.Slice(start * length, count * length);

    private static Span<T> Rows(Span<T> rows, int start, int count, int length) => rows.Slice(start * length, count * length);
}
