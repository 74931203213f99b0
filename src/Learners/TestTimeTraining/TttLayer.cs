using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// A test-time training layer as a part of a machine: queries, keys and values of the tokens, H inner models that are fitted to them while the layer runs, a
/// layer normalisation over the joined outputs, an optional gate, and the map θ_O (Y. Sun et al., "Learning to (learn at test time): RNNs with expressive
/// hidden states", ICML 2025). All that moves lies in the sequence's buffer. Rows of tokens are padded with zeros to whole tiles.
/// </summary>
internal sealed partial class TttLayer<T> : IWindowLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TttLayerOptions _options;
    private readonly int _headSize;
    private readonly int _row;
    private readonly int _history;
    private readonly TttProjections<T> _maps;
    private readonly LayerNorm<T> _norm;
    private readonly RotaryPositions<T>? _rotary;
    private readonly InnerHeads<T> _heads;
    private readonly T[] _input;
    private readonly T[] _shared;
    private readonly T[] _query;
    private readonly T[] _key;
    private readonly T[] _value;
    private readonly T[] _mixed;
    private readonly T[] _gateInput;
    private readonly T[] _gate;
    private readonly T[] _gateValue;

    /// <summary>Adds the layer's fields to <paramref name="layout"/>.</summary>
    public TttLayer(MachineLayout<T> layout, string prefix, int width, TttLayerOptions options)
    {
        options.Validate(width);
        (_options, _headSize, _row) = (options, width / options.HeadCount, Tile.Pad(width));
        int batch = options.MiniBatchSize;
        bool isFiltered = options.Views == TttViews.Filtered;
        _history = isFiltered ? options.FilterSizeInForce - 1 : 0;
        _maps = new(layout, prefix, width, options);
        _norm = new(layout, prefix + "post.", width);
        _rotary = options.HasRotaryPositions ? new(_headSize, batch, options.RotaryBase) : null;
        _heads = new(layout, prefix, width, null, _history * _row, options);
        Joined = new T[batch * _row];
        Normalized = new T[batch * _row];
        _mixed = new T[batch * _row];
        _input = new T[batch * _row];
        _shared = new T[isFiltered ? (_history + batch) * _row : 0];
        (_query, _key, _value) = (new T[_row], new T[_row], new T[_row]);
        int gates = options.HasOutputGate ? batch * _row : 0;
        (_gateInput, _gate, _gateValue) = (new T[gates], new T[gates], new T[gates]);

        (_sharedAdjoint, _gradient, _gateGradient) = (new T[_shared.Length], new T[_row], new T[_row]);
    }

    /// <summary>Where the inner models lie.</summary>
    public TttFields<T> Fields => _heads.Fields;

    /// <summary>The inner models.</summary>
    public InnerHeads<T> Heads => _heads;

    /// <summary>Each head's views of the last chunk, its rates, and its outputs.</summary>
    public TokenRows<T>[] Views => _heads.Views;

    /// <summary>The joined outputs of the heads in the last chunk.</summary>
    public T[] Joined { get; }

    /// <summary>Those after the layer normalisation.</summary>
    public T[] Normalized { get; }

    /// <summary>Elements from one token's row to the next.</summary>
    public int RowLength => _row;

    /// <inheritdoc/>
    public int InputRow => _row;

    /// <inheritdoc/>
    public int OutputRow => _row;

    /// <inheritdoc/>
    public int BatchSize => _options.MiniBatchSize;

    /// <inheritdoc cref="InnerHeads{T}.Loss"/>
    public double Loss(int token) => _heads.Loss(token);

    /// <inheritdoc cref="InnerHeads{T}.Index"/>
    public int Index(int head, int layer, int input, int output) => _heads.Index(head, layer, input, output);

    /// <summary>Draws the initial values: maps with variance 1 / width, and those of the heads.</summary>
    public void Initialize(LearnerMemory memory)
    {
        var random = Xoshiro256.Seed(stackalloc ulong[Xoshiro256.StateLength], _options.Seed);
        _maps.Initialize(memory, random);
        _norm.Initialize(memory);
        _heads.Initialize(memory, random);
    }

    /// <summary>Makes the views orthogonal maps that pass the present row to the queries and, where a filter sees it, the row before to the keys.</summary>
    public void FixViews(LearnerMemory memory) => _maps.FixViews(memory);

    /// <inheritdoc cref="InnerHeads{T}.Room"/>
    public int Room(FlatBuffer sequence) => _heads.Room(sequence);

    /// <summary>Computes the outputs of the next tokens of a sequence, which stays as it is.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="sequence">The state.</param>
    /// <param name="input">The tokens, at most as many as there is <see cref="Room"/> for.</param>
    /// <param name="output">Receives a row for each.</param>
    public void Forward(LearnerMemory memory, FlatBuffer sequence, ReadOnlySpan<T> input, Span<T> output)
    {
        int count = input.Length / _row, first = _heads.First(sequence);
        input.CopyTo(_input);
        sequence.View<T>(Fields.Window).CopyTo(_shared);
        for (int i = 0; i < count; i++)
        {
            Project(memory, i, first + i);
        }

        _heads.Forward(memory, sequence, count);
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
        _heads.Advance(memory, sequence, count);
        var window = sequence.View<T>(Fields.Window);
        _shared.AsSpan(_history == 0 ? 0 : count * _row, window.Length).CopyTo(window);
        return _heads.Guard(sequence, window);
    }

    /// <inheritdoc cref="InnerHeads{T}.Restart"/>
    public void Restart(FlatBuffer sequence) => _heads.Restart(sequence);

    private Span<T> Row(T[] rows, int i) => rows.AsSpan(i * _row, _row);

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
        _heads.Gate(memory, x, i);
        for (int head = 0; head < Views.Length; head++)
        {
            var views = Views[head];
            int channel = head * _headSize;
            Span<T> query = views.Queries.AsSpan(i * views.Stride, _headSize), key = views.Keys.AsSpan(i * views.Stride, _headSize);
            _query.AsSpan(channel, _headSize).CopyTo(query);
            _key.AsSpan(channel, _headSize).CopyTo(key);
            _value.AsSpan(channel, _headSize).CopyTo(views.Values.AsSpan(i * views.Stride));
            _rotary?.Turn(query, position);
            _rotary?.Turn(key, position);
        }
    }

    private void Mix(LearnerMemory memory, int i)
    {
        for (int head = 0; head < Views.Length; head++)
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
