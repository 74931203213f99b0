using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>H inner learners, each with its share of the channels, the gates of their steps, and their part of a sequence's state.</summary>
internal sealed partial class InnerHeads<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TttLayerOptions _options;
    private readonly int _scaleRow;
    private readonly T _rate;
    private readonly IInnerLearner<T>[] _inner;
    private readonly DenseMap<T> _rateGate;
    private readonly DenseMap<T>? _retentionGate;
    private readonly T[] _rows;
    private readonly T[] _logits;
    private readonly T[] _retentions;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    /// <param name="layout">Where to.</param>
    /// <param name="prefix">Begins every name.</param>
    /// <param name="width">Channels of all heads, and elements of what the gates see.</param>
    /// <param name="outputs">Outputs of a head's model, which then is m(x) itself; null for the published f(x) = x + LN(m(x)).</param>
    /// <param name="windowLength">Elements of what else a sequence remembers.</param>
    /// <param name="options">Shape and rule.</param>
    public InnerHeads(MachineLayout<T> layout, string prefix, int width, int? outputs, int windowLength, TttLayerOptions options)
    {
        int heads = options.HeadCount, batch = options.MiniBatchSize;
        var rule = options.RuleInForce(learnsForecast: outputs is not null);
        bool isBatched = rule == InnerRule.MiniBatchGradient, isPublished = outputs is null && isBatched;
        (_options, HeadSize, Outputs) = (options, width / heads, outputs ?? (width / heads));
        _scaleRow = isPublished ? Tile.Pad(HeadSize) : 0;
        double rate = rule == InnerRule.LeastSquares ? 30 : !isBatched || (outputs is null && options.InnerModel == TttInnerModel.Linear) ? 1 : 0.1;
        _rate = T.CreateTruncating((options.InnerLearningRate ?? rate) / (isBatched ? HeadSize : 1));
        var shape = new InnerShape(options.InnerModel, HeadSize, batch)
        {
            Outputs = Outputs,
            Normalizes = isPublished,
            HasResidual = isPublished,
            BoundsSteps = !isPublished,
        };
        _inner = [.. Enumerable.Range(0, heads).Select(_ =>
            isBatched ? (IInnerLearner<T>)new InnerModel<T>(shape)
            : rule == InnerRule.LeastSquares ? new LeastSquaresMemory<T>(HeadSize, Outputs, batch)
            : new DeltaMemory<T>(rule, HeadSize, Outputs, batch))];
        _rateGate = new(layout, prefix + "lr_weight", prefix + "lr_bias", width, heads);
        _retentionGate = rule is InnerRule.GatedDelta or InnerRule.LinearAttention
            ? new(layout, prefix + "alpha_weight", prefix + "alpha_bias", width, heads)
            : null;
        Fields = new(layout, prefix, _inner[0], _scaleRow, isPublished ? batch : 0, windowLength, heads);
        TokenRows<T>[] Rows() => [.. Enumerable.Range(0, heads).Select(_ => new TokenRows<T>(HeadSize, Outputs, batch))];
        (Views, Adjoints) = (Rows(), Rows());
        (_rows, _rowAdjoint) = (new T[batch], new T[batch]);
        (_logits, _retentions) = (new T[Tile.Pad(heads)], new T[Tile.Pad(heads)]);
    }

    /// <summary>Where the inner models lie.</summary>
    public TttFields<T> Fields { get; }

    /// <summary>Each head's views of the last chunk, its rates, and its outputs.</summary>
    public TokenRows<T>[] Views { get; }

    /// <summary>Channels of a head.</summary>
    public int HeadSize { get; }

    /// <summary>Outputs of a head.</summary>
    public int Outputs { get; }

    /// <summary>The inner loss of a token of the last chunk, summed over the heads, at the weights with which its mini-batch began.</summary>
    public double Loss(int token)
    {
        double sum = 0;
        foreach (var inner in _inner)
        {
            sum += double.CreateTruncating(inner.Losses[token]);
        }

        return sum;
    }

    /// <summary>
    /// What <see cref="Loss"/> would be of a token whose forecast is zero, and half a square for each output besides: what is usual in standardised units.
    /// </summary>
    public double LossOfZero(int token)
    {
        double sum = 0;
        foreach (var views in Views)
        {
            sum += double.CreateTruncating(Reductions.SumOfSquares<T>(views.Values.AsSpan(token * views.OutputStride, views.OutputStride)));
            sum += _scaleRow > 0 ? double.CreateTruncating(Reductions.SumOfSquares<T>(views.Keys.AsSpan(token * views.Stride, views.Stride))) : 0;
        }

        return (sum + (Views.Length * Outputs)) / 2;
    }

    /// <summary>Where an entry of a head's W lies in <see cref="TttFields{T}.Start"/> and its likes; see <see cref="IInnerLearner{T}.Index"/>.</summary>
    public int Index(int head, int layer, int input, int output) => (head * _inner[head].Length) + _inner[head].Index(layer, input, output);

    /// <summary>
    /// Sets the initial values: W₀ with variance 1 / inputs, but the last map zero where it is not normalised; biases zero, γ one; the gate of steps starts
    /// half open, that of retention at 0.99.
    /// </summary>
    public void Initialize(LearnerMemory memory, Xoshiro256 random)
    {
        const double FirstRetention = 4.595; // σ of it is 0.99
        if (_retentionGate?.Bias is { } bias)
        {
            memory.Parameters.View<T>(bias).Fill(T.CreateTruncating(FirstRetention));
        }

        var start = memory.Parameters.View<T>(Fields.Start);
        int drawn = _inner[0].LayerCount - (_scaleRow > 0 ? 0 : 1);
        for (int head = 0; head < _inner.Length; head++)
        {
            if (_scaleRow > 0)
            {
                memory.Parameters.View<T>(Fields.Scale).Slice(head * _scaleRow, HeadSize).Fill(T.One);
            }

            for (int layer = 0; layer < drawn; layer++)
            {
                var (inputs, outputs) = _inner[head].Sizes(layer);
                double scale = 1 / Math.Sqrt(inputs);
                for (int entry = 0; entry < inputs * outputs; entry++)
                {
                    start[Index(head, layer, entry / outputs, entry % outputs)] = T.CreateTruncating(scale * random.NextNormal());
                }
            }
        }
    }

    /// <summary>Place of the next token in the mini-batch of a sequence.</summary>
    public int First(FlatBuffer sequence) => (int)(sequence.View<long>(Fields.Tokens)[0] % _options.MiniBatchSize);

    /// <summary>Tokens that still go into the mini-batch of a sequence: the longest chunk.</summary>
    public int Room(FlatBuffer sequence) => _options.MiniBatchSize - First(sequence);

    /// <summary>Sets a token's rates, and retentions where the rule has them.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="x">What the gates see.</param>
    /// <param name="i">The token's place in the chunk.</param>
    public void Gate(LearnerMemory memory, ReadOnlySpan<T> x, int i)
    {
        _rateGate.Forward(memory, x, _logits);
        Activations.Sigmoid<T>(_logits, _logits);
        if (_retentionGate is not null)
        {
            _retentionGate.Forward(memory, x, _retentions);
            Activations.Sigmoid<T>(_retentions, _retentions);
        }

        for (int head = 0; head < _inner.Length; head++)
        {
            Views[head].Rates[i] = _rate * _logits[head];
            Views[head].Retentions[i] = _retentions[head];
        }
    }

    /// <summary>Computes the outputs of the next tokens of a sequence, which stays as it is, from <see cref="Views"/>.</summary>
    public void Forward(LearnerMemory memory, FlatBuffer sequence, int count)
    {
        int first = First(sequence);
        ReadOnlySpan<T> offset = memory.Parameters.View<T>(Fields.RowOffset);
        for (int i = 0; i < count; i++)
        {
            T mean = T.One / T.CreateTruncating(first + i + 1);
            _rows[i] = offset.IsEmpty ? mean : T.Max(T.Zero, mean + offset[first + i]);
        }

        for (int head = 0; head < _inner.Length; head++)
        {
            _inner[head].Forward(Weights(memory, sequence, head, first > 0), Views[head], _rows.AsSpan(0, count));
        }
    }

    /// <summary>Takes a sequence past the tokens that <see cref="Forward"/> saw last.</summary>
    public void Advance(LearnerMemory memory, FlatBuffer sequence, int count)
    {
        ref long tokens = ref sequence.View<long>(Fields.Tokens)[0];
        Span<T> weights = sequence.View<T>(Fields.Weights), pending = sequence.View<T>(Fields.Pending);
        ReadOnlySpan<T> start = memory.Parameters.View<T>(Fields.Start);
        if (tokens == 0)
        {
            start.CopyTo(weights);
        }

        for (int head = 0; head < _inner.Length; head++)
        {
            _inner[head].Advance(count, OfHead(weights, head), pending.IsEmpty ? pending : OfHead(pending, head));
        }

        tokens += count;
        if (tokens % _options.MiniBatchSize == 0)
        {
            InnerCommit.Run(weights, pending, start, _rows[count - 1], _options.Forgetting);
        }
    }

    /// <summary>Whether a sequence's state is finite; where it is not, the sequence goes back to its beginning.</summary>
    /// <param name="sequence">The state.</param>
    /// <param name="remembered">What was written to its window, or all of that.</param>
    public bool Guard(FlatBuffer sequence, ReadOnlySpan<T> remembered)
    {
        Span<T> weights = sequence.View<T>(Fields.Weights), pending = sequence.View<T>(Fields.Pending);
        if (T.IsFinite(Reductions.SumOfSquares<T>(weights) + Reductions.SumOfSquares<T>(pending) + Reductions.SumOfSquares(remembered)))
        {
            return true;
        }

        Restart(sequence);
        return false;
    }

    /// <summary>Takes a sequence back to its beginning, and counts that.</summary>
    public void Restart(FlatBuffer sequence)
    {
        sequence.View<T>(Fields.Weights).Clear();
        sequence.View<T>(Fields.Pending).Clear();
        sequence.View<T>(Fields.Window).Clear();
        sequence.View<long>(Fields.Tokens)[0] = 0;
        sequence.View<long>(Fields.Resets)[0]++;
    }

    private Span<T> OfHead(Span<T> weights, int head) => weights.Slice(head * _inner[head].Length, _inner[head].Length);

    private InnerWeights<T> Weights(LearnerMemory memory, FlatBuffer sequence, int head, bool isPending)
    {
        bool hasBegun = sequence.View<long>(Fields.Tokens)[0] > 0;
        return new()
        {
            Committed = OfHead(hasBegun ? sequence.View<T>(Fields.Weights) : memory.Parameters.View<T>(Fields.Start), head),
            Pending = isPending && Fields.Pending.Length > 0 ? OfHead(sequence.View<T>(Fields.Pending), head) : default,
            Scale = memory.Parameters.View<T>(Fields.Scale).Slice(head * _scaleRow, _scaleRow),
            Offset = memory.Parameters.View<T>(Fields.Offset).Slice(head * _scaleRow, _scaleRow),
        };
    }
}
