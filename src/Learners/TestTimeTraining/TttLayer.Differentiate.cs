using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

internal sealed partial class TttLayer<T>
{
    private readonly T[] _sharedAdjoint;
    private readonly T[] _gradient;
    private readonly T[] _gateGradient;

    /// <summary>
    /// Reverse mode of a chunk that begins a mini-batch, as <see cref="Forward"/> saw it last, through its inner updates: adds the gradient of all parameters
    /// but W₀. Chunks are taken backwards in time.
    /// </summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="sequence">The state with which the chunk began.</param>
    /// <param name="outputGradient">∂L/∂output, a row a token.</param>
    /// <param name="adjoint">Of the state that the chunk leaves; becomes that of the state with which it began.</param>
    /// <param name="inputGradient">Receives ∂L/∂input.</param>
    public void Differentiate(LearnerMemory memory, FlatBuffer sequence, ReadOnlySpan<T> outputGradient, TttAdjoint<T> adjoint, Span<T> inputGradient)
    {
        int count = outputGradient.Length / _row;
        inputGradient.Clear();
        for (int i = 0; i < count; i++)
        {
            DifferentiateMix(memory, i, outputGradient.Slice(i * _row, _row), inputGradient.Slice(i * _row, _row));
        }

        _heads.Differentiate(memory, sequence, count, adjoint.Weights);
        DifferentiateViews(memory, count, adjoint, inputGradient);
    }

    private void DifferentiateMix(LearnerMemory memory, int i, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        _gradient.AsSpan().Clear();
        _maps.Output.Differentiate(memory, Row(_mixed, i), outputGradient, _gradient);
        if (_maps.Gate is { } gate)
        {
            TensorPrimitives.Multiply<T>(_gradient, Row(Normalized, i), _gateGradient);
            Gelu.Slope<T>(Row(_gateInput, i), Row(_gate, i), _gateGradient);
            gate.Differentiate(memory, Row(_input, i), _gateGradient, inputGradient);
            TensorPrimitives.Multiply<T>(_gradient, Row(_gateValue, i), _gradient);
        }

        // The normalisation keeps what its reverse mode needs of one row only.
        _norm.Forward(memory, Row(Joined, i), Row(Normalized, i));
        _norm.Differentiate(memory, _gradient);
        for (int head = 0; head < Views.Length; head++)
        {
            var views = _heads.Adjoints[head];
            _gradient.AsSpan(head * _headSize, _headSize).CopyTo(views.Outputs.AsSpan(i * views.Stride));
        }
    }

    private void DifferentiateViews(LearnerMemory memory, int count, TttAdjoint<T> adjoint, Span<T> inputGradient)
    {
        _sharedAdjoint.AsSpan().Clear();
        adjoint.Window.CopyTo(_sharedAdjoint.AsSpan(_history == 0 ? 0 : count * _row));

        for (int i = 0; i < count; i++)
        {
            Span<T> x = Row(_input, i), xGradient = inputGradient.Slice(i * _row, _row);
            GatherViews(i);
            _maps.Value.Differentiate(memory, x, _value, xGradient);
            _heads.DifferentiateGate(memory, x, i, xGradient);
            if (_maps.QueryFilter is { } queryFilter && _maps.KeyFilter is { } keyFilter)
            {
                int length = (_history + 1) * _row;
                queryFilter.Differentiate(memory, _shared.AsSpan(i * _row, length), _query, _sharedAdjoint.AsSpan(i * _row, length));
                keyFilter.Differentiate(memory, _shared.AsSpan(i * _row, length), _key, _sharedAdjoint.AsSpan(i * _row, length));
            }
            else
            {
                _maps.Query.Differentiate(memory, x, _query, xGradient);
                _maps.Key!.Differentiate(memory, x, _key, xGradient);
            }
        }

        if (_maps.QueryFilter is not null)
        {
            for (int i = 0; i < count; i++)
            {
                _maps.Query.Differentiate(memory, Row(_input, i), Row(_sharedAdjoint, _history + i), inputGradient.Slice(i * _row, _row));
            }

            _sharedAdjoint.AsSpan(0, adjoint.Window.Length).CopyTo(adjoint.Window);
        }
    }

    /// <summary>Joins the heads' adjoints of a token.</summary>
    private void GatherViews(int i)
    {
        for (int head = 0; head < Views.Length; head++)
        {
            var views = _heads.Adjoints[head];
            int channel = head * _headSize, position = i * views.Stride;
            Span<T> query = _query.AsSpan(channel, _headSize), key = _key.AsSpan(channel, _headSize);
            views.Queries.AsSpan(position, _headSize).CopyTo(query);
            views.Keys.AsSpan(position, _headSize).CopyTo(key);
            views.Values.AsSpan(position, _headSize).CopyTo(_value.AsSpan(channel));
            _rotary?.TurnBack(query, i);
            _rotary?.TurnBack(key, i);
        }
    }
}
