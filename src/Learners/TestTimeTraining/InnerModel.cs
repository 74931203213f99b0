using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// One head's model f(x) = x + γ∘n(m(x)) + β, fitted while it runs: token k of a mini-batch has the inner loss ½ ‖f(k_k) − v_k‖², its gradient is taken at the
/// weights W with which the mini-batch began, and output i is f(q_i) at W − tok_i Σ_{k ≤ i} lr_k gradient_k (Y. Sun et al., "Learning to (learn at test time):
/// RNNs with expressive hidden states", ICML 2025). A chunk is one or more tokens of one mini-batch.
/// </summary>
internal sealed partial class InnerModel<T> : IInnerLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly InnerShape _shape;
    private readonly FastLayer<T>? _hidden;
    private readonly FastLayer<T> _last;
    private readonly FastLayer<T> _first;
    private readonly T[] _keyGate;
    private readonly T[] _queryGate;
    private readonly T[] _activation;
    private readonly T[] _target;
    private readonly T[] _normal;
    private readonly T[] _error;
    private readonly T[] _inverse;
    private readonly T[] _outputNormal;
    private readonly T[] _outputInverse;

    /// <summary>Makes room for chunks of up to a whole mini-batch.</summary>
    public InnerModel(InnerShape shape)
    {
        _shape = shape;
        int batch = shape.BatchSize, rows = batch * Tile.Pad(shape.Outputs);
        _last = new(shape.LastInputs, shape.Outputs, batch, shape.HasBias);
        _hidden = shape.Kind == TttInnerModel.Mlp ? new(shape.Size, shape.LastInputs, batch, shape.HasBias) : null;
        _first = _hidden ?? _last;
        int activations = _hidden?.Z.Length ?? 0;
        (_keyGate, _queryGate, _activation) = (new T[activations], new T[activations], new T[activations]);
        _back = new T[_hidden is null ? 0 : _last.X.Length];
        (_target, _normal, _error, _outputNormal) = (new T[_last.Columns], new T[rows], new T[rows], new T[rows]);
        (_inverse, _outputInverse) = (new T[batch], new T[batch]);
        _lastAdjoint = new(_last);
        _firstAdjoint = _hidden is null ? _lastAdjoint : new(_hidden);
        _ones = new T[batch];
        _ones.AsSpan().Fill(T.One);
        _work = new T[2 * _last.Columns];
        _steps = new T[batch];
        Losses = new T[batch];
    }

    /// <inheritdoc/>
    public int Length => (_hidden?.Length ?? 0) + _last.Length;

    /// <inheritdoc/>
    public int LearntLength => Length;

    /// <inheritdoc/>
    public int PendingLength => Length;

    /// <inheritdoc/>
    public T[] Losses { get; }

    /// <inheritdoc/>
    public int LayerCount => _hidden is null ? 1 : 2;

    private int Split => _hidden?.Length ?? 0;

    /// <inheritdoc/>
    public (int Inputs, int Outputs) Sizes(int layer) => layer == LayerCount - 1 ? (_shape.LastInputs, _shape.Outputs) : (_shape.Size, _shape.LastInputs);

    /// <inheritdoc/>
    public int Index(int layer, int input, int output) => layer < LayerCount - 1
        ? (input * _first.Columns) + output
        : Split + (input * _last.Columns) + output;

    /// <inheritdoc/>
    public void Forward(in InnerWeights<T> weights, TokenRows<T> tokens, ReadOnlySpan<T> rows)
    {
        int count = rows.Length;
        ReadOnlySpan<T> pending = weights.Pending;
        ReadOnlySpan<T> first = weights.Committed[.._first.Length], last = weights.Committed[Split..];
        _first.Load(tokens.Keys, tokens.Stride, count, _first.X);
        _first.Load(tokens.Queries, tokens.Stride, count, _first.Q);
        _first.MapKeys(first, count);
        if (_hidden is not null)
        {
            int length = count * _hidden.Columns;
            Gelu.Apply<T>(_hidden.Z.AsSpan(0, length), _keyGate.AsSpan(0, length), _activation.AsSpan(0, length));
            _last.Load(_activation, _hidden.Columns, count, _last.X);
            _last.MapKeys(last, count);
        }

        var rates = Steps(weights, tokens, count);
        for (int i = 0; i < count; i++)
        {
            DifferentiateLoss(weights, tokens, i);
        }

        if (_hidden is not null)
        {
            int length = count * _hidden.Columns;
            _last.VectorJacobianProduct(_last.G.AsSpan(0, count * _last.Columns), last, _back);
            CopyUnits(_back, _hidden.G, _hidden, count);
            Gelu.Slope<T>(_hidden.Z.AsSpan(0, length), _keyGate.AsSpan(0, length), _hidden.G.AsSpan(0, length));
            _hidden.MapQueries(first, pending.IsEmpty ? pending : pending[.._hidden.Length], rates, rows);
            Gelu.Apply<T>(_hidden.O.AsSpan(0, length), _queryGate.AsSpan(0, length), _activation.AsSpan(0, length));
            _last.Load(_activation, _hidden.Columns, count, _last.Q);
        }

        _last.MapQueries(last, pending.IsEmpty ? pending : pending[Split..], rates, rows);
        for (int i = 0; i < count; i++)
        {
            Output(weights, tokens, i);
        }
    }

    /// <summary>P += step times gradient; W waits for the mini-batch's end, see <see cref="InnerCommit"/>.</summary>
    public void Advance(int count, Span<T> weights, Span<T> pending)
    {
        ReadOnlySpan<T> steps = _steps.AsSpan(0, count);
        _hidden?.AddGradient(steps, pending[.._hidden.Length]);
        _last.AddGradient(steps, pending[Split..]);
    }

    private Span<T> Row(T[] rows, int i) => rows.AsSpan(i * _last.Columns, _last.Columns);

    /// <summary>The residual path makes v − k the target of what follows it.</summary>
    private void DifferentiateLoss(in InnerWeights<T> weights, TokenRows<T> tokens, int i)
    {
        Row(tokens.Values, i).CopyTo(_target);
        if (_shape.HasResidual)
        {
            TensorPrimitives.Subtract<T>(_target, Row(tokens.Keys, i), _target);
        }

        if (_shape.Normalizes)
        {
            _inverse[i] = Normalization.Normalize(Row(_last.Z, i), _shape.Size, Row(_normal, i));
            Normalization.LossGradient(Row(_normal, i), _inverse[i], _shape.Size, weights.Scale, weights.Offset, _target, Row(_error, i), Row(_last.G, i));
        }
        else
        {
            TensorPrimitives.Subtract<T>(Row(_last.Z, i), _target, Row(_error, i));
            Row(_error, i).CopyTo(Row(_last.G, i));
        }

        Losses[i] = Reductions.SumOfSquares<T>(Row(_error, i)) / (T.One + T.One);
    }

    private void Output(in InnerWeights<T> weights, TokenRows<T> tokens, int i)
    {
        var output = Row(tokens.Outputs, i);
        if (_shape.Normalizes)
        {
            _outputInverse[i] = Normalization.Normalize(Row(_last.O, i), _shape.Size, Row(_outputNormal, i));
            TensorPrimitives.FusedMultiplyAdd(Row(_outputNormal, i), weights.Scale, weights.Offset, output);
        }
        else
        {
            Row(_last.O, i).CopyTo(output);
        }

        if (_shape.HasResidual)
        {
            TensorPrimitives.Add(output, Row(tokens.Queries, i), output);
        }
    }
}
