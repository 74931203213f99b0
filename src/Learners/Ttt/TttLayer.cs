using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// A test-time training layer as a part of a machine: queries, keys and values of the tokens, H inner models that are fitted to them while the layer runs, a layer normalisation
/// over the joined outputs, an optional gate, and the map θ_O (Y. Sun et al., "Learning to (learn at test time): RNNs with expressive hidden states", ICML 2025).
/// All that moves lies in the sequence's buffer. Rows of tokens are padded with zeros to whole tiles.
/// </summary>
internal sealed partial class TttLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TttOptions _options;
    private readonly int _width;
    private readonly int _headSize;
    private readonly int _row;
    private readonly int _history;
    private readonly T _rate;
    private readonly TttProjections<T> _maps;
    private readonly LayerNorm<T> _norm;
    private readonly RotaryPositions<T>? _rotary;
    private readonly IInnerLearner<T>[] _inner;
    private readonly T[] _rows;
    private readonly T[] _input;
    private readonly T[] _shared;
    private readonly T[] _query;
    private readonly T[] _key;
    private readonly T[] _value;
    private readonly T[] _logits;
    private readonly T[] _retentions;
    private readonly T[] _mixed;
    private readonly T[] _gateInput;
    private readonly T[] _gate;
    private readonly T[] _gateValue;

    /// <summary>Adds the layer's fields to <paramref name="layout"/>.</summary>
    public TttLayer(MachineLayout<T> layout, string prefix, int width, TttOptions options)
    {
        options.Validate(width);
        (_options, _width, _headSize, _row) = (options, width, width / options.HeadCount, Tile.Pad(width));
        int heads = options.HeadCount, batch = options.MiniBatchSize;
        bool isFiltered = options.Views == TttViews.Filtered;
        _history = isFiltered ? options.FilterSize - 1 : 0;
        bool isBatched = options.Rule == InnerRule.MiniBatchGradient;
        _rate = T.CreateTruncating((options.InnerLearningRate ?? (options.InnerModel == InnerModelKind.Linear ? 1 : 0.1)) / (isBatched ? _headSize : 1));
        _inner = [.. Enumerable.Range(0, heads).Select(_ => Inner(options, _headSize))];
        _maps = new(layout, prefix, width, options);
        _norm = new(layout, prefix + "post.", width);
        _rotary = options.HasRotaryPositions ? new(_headSize, batch, options.RotaryBase) : null;
        Fields = new(layout, prefix, _headSize, _inner[0], _history * _row, options);
        Views = [.. Enumerable.Range(0, heads).Select(_ => new TokenRows<T>(_headSize, batch))];
        Joined = new T[batch * _row];
        Normalized = new T[batch * _row];
        _rows = new T[batch];
        _mixed = new T[batch * _row];
        _input = new T[batch * _row];
        _shared = new T[isFiltered ? (_history + batch) * _row : 0];
        (_query, _key, _value) = (new T[_row], new T[_row], new T[_row]);
        (_logits, _retentions) = (new T[Tile.Pad(heads)], new T[Tile.Pad(heads)]);
        int gates = options.HasOutputGate ? batch * _row : 0;
        (_gateInput, _gate, _gateValue) = (new T[gates], new T[gates], new T[gates]);

        _viewAdjoints = [.. Enumerable.Range(0, heads).Select(_ => new TokenRows<T>(_headSize, batch))];
        (_rowAdjoint, _sharedAdjoint, _gradient, _gateGradient) = (new T[batch], new T[_shared.Length], new T[_row], new T[_row]);
    }

    /// <summary>Where the inner models lie.</summary>
    public TttFields<T> Fields { get; }

    /// <summary>Each head's views of the last chunk, its rates, and its outputs.</summary>
    public TokenRows<T>[] Views { get; }

    /// <summary>The joined outputs of the heads in the last chunk.</summary>
    public T[] Joined { get; }

    /// <summary>Those after the layer normalisation.</summary>
    public T[] Normalized { get; }

    /// <summary>Elements from one token's row to the next.</summary>
    public int RowLength => _row;

    /// <summary>Tokens of a mini-batch.</summary>
    public int BatchSize => _options.MiniBatchSize;

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

    /// <summary>Where an entry of a head's W lies in <see cref="TttFields{T}.Start"/> and its likes; see <see cref="IInnerLearner{T}.Index"/>.</summary>
    public int Index(int head, int layer, int input, int output) => (head * _inner[head].Length) + _inner[head].Index(layer, input, output);

    /// <summary>Draws the initial values: maps with variance 1 / width, W₀ with variance 1 / inputs, or zero where the rule does not normalise; biases zero, γ one.</summary>
    public void Initialize(LearnerMemory memory)
    {
        var random = Xoshiro256.Seed(stackalloc ulong[Xoshiro256.StateLength], _options.Seed);
        _maps.Initialize(memory, random);
        _norm.Initialize(memory);
        if (_options.Rule != InnerRule.MiniBatchGradient)
        {
            return;
        }

        var start = memory.Parameters.View<T>(Fields.Start);
        int last = _inner[0].LayerCount - 1;
        for (int head = 0; head < _inner.Length; head++)
        {
            memory.Parameters.View<T>(Fields.Scale).Slice(head * Views[head].Stride, _headSize).Fill(T.One);
            for (int layer = 0; layer <= last; layer++)
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

    /// <summary>Makes the views orthogonal maps that pass the present row to the queries and, where a filter sees it, the row before to the keys.</summary>
    public void FixViews(LearnerMemory memory) => _maps.FixViews(memory);

    /// <summary>Tokens that still go into the mini-batch of a sequence: the longest chunk that <see cref="Forward"/> takes.</summary>
    public int Room(FlatBuffer sequence) => _options.MiniBatchSize - First(sequence);

    /// <summary>Computes the outputs of the next tokens of a sequence, which stays as it is.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="sequence">The state.</param>
    /// <param name="input">The tokens, at most as many as there is <see cref="Room"/> for.</param>
    /// <param name="output">Receives a row for each.</param>
    public void Forward(LearnerMemory memory, FlatBuffer sequence, ReadOnlySpan<T> input, Span<T> output)
    {
        int count = input.Length / _row, first = First(sequence);
        input.CopyTo(_input);
        sequence.View<T>(Fields.Window).CopyTo(_shared);
        ReadRows(memory, first, count);
        for (int i = 0; i < count; i++)
        {
            Project(memory, i, first + i);
        }

        for (int head = 0; head < _inner.Length; head++)
        {
            _inner[head].Forward(Weights(memory, sequence, head, first > 0), Views[head], _rows.AsSpan(0, count));
        }

        for (int i = 0; i < count; i++)
        {
            Mix(memory, i);
            _maps.Output.Forward(memory, Row(_mixed, i), output.Slice(i * _row, _row));
        }
    }

    /// <summary>Takes a sequence past the tokens that <see cref="Forward"/> saw last.</summary>
    /// <returns>Whether its state is finite; where it is not, the sequence goes back to its beginning.</returns>
    public bool Advance(LearnerMemory memory, FlatBuffer sequence, int count)
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
            _inner[head].Advance(Views[head].Rates.AsSpan(0, count), OfHead(weights, head), pending.IsEmpty ? pending : OfHead(pending, head));
        }

        tokens += count;
        if (tokens % _options.MiniBatchSize == 0)
        {
            InnerCommit.Run(weights, pending, start, _rows[count - 1], _options.Forgetting);
        }

        var window = sequence.View<T>(Fields.Window);
        _shared.AsSpan(_history == 0 ? 0 : count * _row, window.Length).CopyTo(window);
        return Guard(sequence);
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

    private bool Guard(FlatBuffer sequence)
    {
        Span<T> weights = sequence.View<T>(Fields.Weights), pending = sequence.View<T>(Fields.Pending), window = sequence.View<T>(Fields.Window);
        if (T.IsFinite(Reductions.SumOfSquares<T>(weights) + Reductions.SumOfSquares<T>(pending) + Reductions.SumOfSquares<T>(window)))
        {
            return true;
        }

        Restart(sequence);
        return false;
    }

    private int First(FlatBuffer sequence) => (int)(sequence.View<long>(Fields.Tokens)[0] % _options.MiniBatchSize);

    private Span<T> Row(T[] rows, int i) => rows.AsSpan(i * _row, _row);

    private Span<T> OfHead(Span<T> weights, int head) => weights.Slice(head * _inner[head].Length, _inner[head].Length);

    private InnerWeights<T> Weights(LearnerMemory memory, FlatBuffer sequence, int head, bool isPending)
    {
        int stride = Fields.Scale.Length / _inner.Length;
        bool hasBegun = sequence.View<long>(Fields.Tokens)[0] > 0;
        return new()
        {
            Committed = OfHead(hasBegun ? sequence.View<T>(Fields.Weights) : memory.Parameters.View<T>(Fields.Start), head),
            Pending = isPending && Fields.Pending.Length > 0 ? OfHead(sequence.View<T>(Fields.Pending), head) : default,
            Scale = memory.Parameters.View<T>(Fields.Scale).Slice(head * stride, stride),
            Offset = memory.Parameters.View<T>(Fields.Offset).Slice(head * stride, stride),
        };
    }

    private void ReadRows(LearnerMemory memory, int first, int count)
    {
        ReadOnlySpan<T> offset = memory.Parameters.View<T>(Fields.RowOffset);
        for (int i = 0; i < count && !offset.IsEmpty; i++)
        {
            _rows[i] = T.Max(T.Zero, (T.One / T.CreateTruncating(first + i + 1)) + offset[first + i]);
        }
    }

    private void Project(LearnerMemory memory, int i, int position)
    {
        var x = Row(_input, i);
        if (_maps.QueryFilter is { } queryFilter && _maps.KeyFilter is { } keyFilter)
        {
            _maps.Query.Forward(memory, x, Row(_shared, _history + i));
            var rows = _shared.AsSpan(i * _row, (_history + 1) * _row);
            queryFilter.Forward(memory, rows, _query);
            keyFilter.Forward(memory, rows, _key);
        }
        else
        {
            _maps.Query.Forward(memory, x, _query);
            _maps.Key!.Forward(memory, x, _key);
        }

        _maps.Value.Forward(memory, x, _value);
        _maps.Rate.Forward(memory, x, _logits);
        Activations.Sigmoid<T>(_logits, _logits);
        if (_maps.Retention is { } retention)
        {
            retention.Forward(memory, x, _retentions);
            Activations.Sigmoid<T>(_retentions, _retentions);
        }

        for (int head = 0; head < _inner.Length; head++)
        {
            var views = Views[head];
            int channel = head * _headSize;
            Span<T> query = views.Queries.AsSpan(i * views.Stride, _headSize), key = views.Keys.AsSpan(i * views.Stride, _headSize);
            _query.AsSpan(channel, _headSize).CopyTo(query);
            _key.AsSpan(channel, _headSize).CopyTo(key);
            _value.AsSpan(channel, _headSize).CopyTo(views.Values.AsSpan(i * views.Stride));
            _rotary?.Turn(query, position);
            _rotary?.Turn(key, position);
            views.Rates[i] = _rate * _logits[head];
            views.Retentions[i] = _retentions[head];
        }
    }

    private static IInnerLearner<T> Inner(TttOptions options, int headSize) => options.Rule == InnerRule.MiniBatchGradient
        ? new InnerModel<T>(new(options.InnerModel, headSize, options.MiniBatchSize))
        : new DeltaMemory<T>(options.Rule, headSize, options.MiniBatchSize);

    private void Mix(LearnerMemory memory, int i)
    {
        for (int head = 0; head < _inner.Length; head++)
        {
            Views[head].Outputs.AsSpan(i * Views[head].Stride, _headSize).CopyTo(Row(Joined, i)[(head * _headSize)..]);
        }

        _norm.Forward(memory, Row(Joined, i), Row(Normalized, i));
        if (_maps.Gate is not { } gate)
        {
            Row(Normalized, i).CopyTo(Row(_mixed, i));
            return;
        }

        gate.Forward(memory, Row(_input, i), Row(_gateInput, i));
        Gelu.Apply<T>(Row(_gateInput, i), Row(_gate, i), Row(_gateValue, i));
        TensorPrimitives.Multiply<T>(Row(Normalized, i), Row(_gateValue, i), Row(_mixed, i));
    }
}
