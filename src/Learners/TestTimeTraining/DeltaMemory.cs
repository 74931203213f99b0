using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// One head's <see cref="DeltaRule{T}"/>, or linear attention, token after token, with its exact reverse mode. It keeps the weights before each token of the
/// last chunk.
/// </summary>
internal sealed partial class DeltaMemory<T> : IInnerLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Epsilon = 1e-12;

    private readonly InnerRule _rule;
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly DeltaRule<T> _delta;
    private readonly T[] _states;
    private readonly T[] _keys;
    private readonly T[] _inverse;
    private readonly T[] _steps;
    private readonly T[] _errors;
    private int _count;

    /// <summary>Makes room for chunks of up to <paramref name="batchSize"/> tokens.</summary>
    public DeltaMemory(InnerRule rule, int inputs, int outputs, int batchSize)
    {
        (_rule, _inputs, _outputs, _delta) = (rule, inputs, outputs, new(inputs, outputs));
        int keyRow = Tile.Pad(inputs), row = Tile.Pad(outputs);
        _states = new T[(batchSize + 1) * _delta.Length];
        (_keys, _errors, _inverse, _steps) = (new T[batchSize * keyRow], new T[batchSize * row], new T[batchSize], new T[batchSize]);
        (_keyAdjoint, _keyWork, _outputAdjoint, _look) = (new T[keyRow], new T[keyRow], new T[row], new T[row]);
        Losses = new T[batchSize];
    }

    /// <inheritdoc/>
    public int Length => _delta.Length;

    /// <inheritdoc/>
    public int LearntLength => Length;

    /// <inheritdoc/>
    public int PendingLength => 0;

    /// <inheritdoc/>
    public T[] Losses { get; }

    /// <inheritdoc/>
    public int LayerCount => 1;

    private bool Normalizes => _rule is InnerRule.Delta or InnerRule.GatedDelta;

    private bool Corrects => _rule != InnerRule.LinearAttention;

    /// <inheritdoc/>
    public (int Inputs, int Outputs) Sizes(int layer) => (_inputs, _outputs);

    /// <inheritdoc/>
    public int Index(int layer, int input, int output) => (input * Tile.Pad(_outputs)) + output;

    /// <inheritdoc/>
    public void Forward(in InnerWeights<T> weights, TokenRows<T> tokens, ReadOnlySpan<T> rows)
    {
        _count = rows.Length;
        weights.Committed.CopyTo(_states);
        for (int t = 0; t < _count; t++)
        {
            Span<T> before = State(t), after = State(t + 1);
            Span<T> key = Key(_keys, t), error = Row(_errors, t);
            ReadOnlySpan<T> value = Row(tokens.Values, t);
            ReadKey(Key(tokens.Keys, t), t);
            _delta.Forward(before, key, error);
            TensorPrimitives.Subtract(error, value, error);
            Losses[t] = Reductions.SumOfSquares<T>(error) / (T.One + T.One);

            T beta = tokens.Rates[t];
            _steps[t] = _rule == InnerRule.Implicit ? DeltaRule<T>.ImplicitStep(beta, key) : beta;
            before.CopyTo(after);
            if (Corrects)
            {
                _delta.Update(after, key, value, _steps[t], Retention(tokens, t));
            }
            else
            {
                TensorPrimitives.Multiply(after, Retention(tokens, t), after);
                Matrices.AddTransposedProduct(key, _inputs, [_steps[t]], value, after);
            }

            _delta.Forward(after, Key(tokens.Queries, t), Row(tokens.Outputs, t));
        }
    }

    /// <inheritdoc/>
    public void Advance(int count, Span<T> weights, Span<T> pending) => State(_count).CopyTo(weights);

    private void ReadKey(ReadOnlySpan<T> key, int t)
    {
        _inverse[t] = Normalizes ? T.One / T.Sqrt(Reductions.SumOfSquares(key) + T.CreateTruncating(Epsilon)) : T.One;
        TensorPrimitives.Multiply(key, _inverse[t], Key(_keys, t));
    }

    private T Retention(TokenRows<T> tokens, int t) => _rule is InnerRule.GatedDelta or InnerRule.LinearAttention ? tokens.Retentions[t] : T.One;

    private Span<T> State(int t) => _states.AsSpan(t * Length, Length);

    private Span<T> Key(T[] rows, int t) => rows.AsSpan(t * Tile.Pad(_inputs), Tile.Pad(_inputs));

    private Span<T> Row(T[] rows, int t) => rows.AsSpan(t * Tile.Pad(_outputs), Tile.Pad(_outputs));
}
