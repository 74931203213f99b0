using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// One head's recursive least squares, token after token, with its exact reverse mode: of all linear maps z = q W that W₀ could have been drawn as, the most
/// likely after what has been seen. P is what is still open about the rows of W, the identity at first; the views decide in which units.
/// <code>
/// u = P k      s = β / (1 + β k·u)      W ← W + s u (v − k W)ᵀ      P ← P − s u uᵀ
/// </code>
/// It keeps R = 1 − P, which is zero at first, so that forgetting takes it the same way back as W: P stays between 0 and 1, and a step, β k·u / (1 + β k·u) of
/// the error, below 1 (J. von Oswald et al., "Uncovering mesa-optimization algorithms in transformers", 2023; A. H. Sayed, "Adaptive filters", 2008, on
/// regularised least squares).
/// </summary>
internal sealed partial class LeastSquaresMemory<T> : IInnerLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly int _keyRow;
    private readonly int _row;
    private readonly T[] _states;
    private readonly T[] _gains;
    private readonly T[] _along;
    private readonly T[] _steps;
    private readonly T[] _errors;
    private int _count;

    /// <summary>Makes room for chunks of up to <paramref name="batchSize"/> tokens.</summary>
    public LeastSquaresMemory(int inputs, int outputs, int batchSize)
    {
        (_inputs, _outputs, _keyRow, _row) = (inputs, outputs, Tile.Pad(inputs), Tile.Pad(outputs));
        _states = new T[(batchSize + 1) * Length];
        (_gains, _errors) = (new T[batchSize * _keyRow], new T[batchSize * _row]);
        (_along, _steps) = (new T[batchSize], new T[batchSize]);
        (_gainAdjoint, _keyWork, _outputWork) = (new T[_keyRow], new T[_keyRow], new T[_row]);
        Losses = new T[batchSize];
    }

    /// <inheritdoc/>
    public int Length => LearntLength + (_inputs * _keyRow);

    /// <inheritdoc/>
    public int LearntLength => _inputs * _row;

    /// <inheritdoc/>
    public int PendingLength => 0;

    /// <inheritdoc/>
    public T[] Losses { get; }

    /// <inheritdoc/>
    public int LayerCount => 1;

    /// <inheritdoc/>
    public (int Inputs, int Outputs) Sizes(int layer) => (_inputs, _outputs);

    /// <inheritdoc/>
    public int Index(int layer, int input, int output) => (input * _row) + output;

    /// <inheritdoc/>
    public void Forward(in InnerWeights<T> weights, TokenRows<T> tokens, ReadOnlySpan<T> rows)
    {
        _count = rows.Length;
        weights.Committed.CopyTo(_states);
        for (int t = 0; t < _count; t++)
        {
            State(t).CopyTo(State(t + 1));
            Span<T> maps = Maps(t + 1), seen = Seen(t + 1), gain = Key(_gains, t), error = Row(_errors, t);
            ReadOnlySpan<T> key = Key(tokens.Keys, t);
            Matrices.TransposedProduct(maps, key[.._inputs], error);
            TensorPrimitives.Subtract(Row(tokens.Values, t), error, error);
            Losses[t] = Reductions.SumOfSquares<T>(error) / (T.One + T.One);

            Matrices.TransposedProduct(seen, key[.._inputs], gain);
            TensorPrimitives.Subtract(key, gain, gain);
            T beta = tokens.Rates[t];
            _along[t] = T.Max(T.Zero, Reductions.Dot<T>(key, gain));
            _steps[t] = beta / (T.One + (beta * _along[t]));
            Matrices.AddTransposedProduct(gain, _inputs, [_steps[t]], error, maps);
            Matrices.AddTransposedProduct(gain, _inputs, [_steps[t]], gain, seen);
            Matrices.TransposedProduct(maps, Key(tokens.Queries, t)[.._inputs], Row(tokens.Outputs, t));
        }
    }

    /// <inheritdoc/>
    public void Advance(int count, Span<T> weights, Span<T> pending) => State(_count).CopyTo(weights);

    private Span<T> State(int t) => _states.AsSpan(t * Length, Length);

    private Span<T> Maps(int t) => State(t)[..LearntLength];

    private Span<T> Seen(int t) => State(t)[LearntLength..];

    private Span<T> Key(T[] rows, int t) => rows.AsSpan(t * _keyRow, _keyRow);

    private Span<T> Row(T[] rows, int t) => rows.AsSpan(t * _row, _row);
}
