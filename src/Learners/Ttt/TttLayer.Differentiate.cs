using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

internal sealed partial class TttLayer<T>
{
    private readonly TokenRows<T>[] _viewAdjoints;
    private readonly T[] _rowAdjoint;
    private readonly T[] _sharedAdjoint;
    private readonly T[] _gradient;
    private readonly T[] _gateGradient;

    /// <summary>
    /// Reverse mode of a chunk that begins a mini-batch, as <see cref="Forward"/> saw it last, through its inner updates: adds the gradient of all parameters but W₀.
    /// Chunks are taken backwards in time.
    /// </summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="sequence">The state with which the chunk began.</param>
    /// <param name="outputGradient">∂L/∂output, a row a token.</param>
    /// <param name="adjoint">Of the state that the chunk leaves; becomes that of the state with which it began.</param>
    /// <param name="inputGradient">Receives ∂L/∂input.</param>
    public void Differentiate(LearnerMemory memory, FlatBuffer sequence, ReadOnlySpan<T> outputGradient, TttAdjoint<T> adjoint, Span<T> inputGradient)
    {
        int count = outputGradient.Length / _row;
        bool commits = count == _options.MiniBatchSize;
        inputGradient.Clear();
        for (int i = 0; i < count; i++)
        {
            DifferentiateMix(memory, i, outputGradient.Slice(i * _row, _row), inputGradient.Slice(i * _row, _row));
        }

        if (commits)
        {
            InnerCommit.Differentiate(adjoint.Weights, memory.Gradients.View<T>(Fields.Start), _options.Forgetting);
        }

        DifferentiateInner(memory, sequence, count, commits, adjoint);
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
        for (int head = 0; head < _inner.Length; head++)
        {
            var views = _viewAdjoints[head];
            _gradient.AsSpan(head * _headSize, _headSize).CopyTo(views.Outputs.AsSpan(i * views.Stride));
        }
    }

    private void DifferentiateInner(LearnerMemory memory, FlatBuffer sequence, int count, bool commits, TttAdjoint<T> adjoint)
    {
        ReadOnlySpan<T> rows = _rows.AsSpan(0, count);
        var rowAdjoint = _rowAdjoint.AsSpan(0, count);
        rowAdjoint.Clear();
        for (int head = 0; head < _inner.Length; head++)
        {
            int stride = Fields.Scale.Length / _inner.Length;
            var adjoints = new InnerAdjoints<T>
            {
                Weights = OfHead(adjoint.Weights, head),
                Scale = memory.Gradients.View<T>(Fields.Scale).Slice(head * stride, stride),
                Offset = memory.Gradients.View<T>(Fields.Offset).Slice(head * stride, stride),
                Rows = rowAdjoint,
            };
            _inner[head].Differentiate(
                Weights(memory, sequence, head, isPending: false), Views[head], rows, commits, adjoints, _viewAdjoints[head]);
        }

        var offsetGradient = memory.Gradients.View<T>(Fields.RowOffset);
        for (int i = 0; i < count && !offsetGradient.IsEmpty; i++)
        {
            offsetGradient[i] += rows[i] > T.Zero ? rowAdjoint[i] : T.Zero;
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
            _maps.Rate.Differentiate(memory, x, _logits, xGradient);
            _maps.Retention?.Differentiate(memory, x, _retentions, xGradient);
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

    /// <summary>Joins the heads' adjoints of a token; that of lr = rate · σ becomes that of σ's argument, lr (1 − σ) times it, and likewise that of α.</summary>
    private void GatherViews(int i)
    {
        for (int head = 0; head < _inner.Length; head++)
        {
            var views = _viewAdjoints[head];
            int channel = head * _headSize, position = i * views.Stride;
            Span<T> query = _query.AsSpan(channel, _headSize), key = _key.AsSpan(channel, _headSize);
            views.Queries.AsSpan(position, _headSize).CopyTo(query);
            views.Keys.AsSpan(position, _headSize).CopyTo(key);
            views.Values.AsSpan(position, _headSize).CopyTo(_value.AsSpan(channel));
            _rotary?.TurnBack(query, i);
            _rotary?.TurnBack(key, i);
            T rate = Views[head].Rates[i];
            T retention = Views[head].Retentions[i];
            _retentions[head] = views.Retentions[i] * retention * (T.One - retention);
            _logits[head] = _rate > T.Zero ? views.Rates[i] * rate * (T.One - (rate / _rate)) : T.Zero;
        }
    }
}
