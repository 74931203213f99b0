using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// Test-time training whose inner task is the forecast itself: the query of h tokens ago is the key, what it should have forecast, the first elements of the
/// present token, the value.
/// <code>
/// q_t = A u_t + a      k_t = q_{t−h}      v_t = u_t[..o]      y_t = mean over the heads of m(q_t; W_t)
/// </code>
/// The inner model m has no normalisation and no residual path, so that the forecast keeps its magnitude; W is fitted by ½ ‖m(k_t) − v_t‖², the loss that the
/// outer parameters are fitted by too, on the rows to come (A. Tandon et al., "End-to-end test-time training for long context", 2025; K. A. Wang, J. Shi and E.
/// B. Fox, "Test-time regression", 2025). The first h tokens of a sequence teach nothing.
/// </summary>
internal sealed partial class InContextLayer<T> : IWindowLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _width;
    private readonly int _row;
    private readonly int _lead;
    private readonly int _inputSize;
    private readonly int _outputs;
    private readonly TttLayerOptions _options;
    private readonly DenseMap<T> _encoder;
    private readonly InnerHeads<T> _heads;
    private readonly T[] _input;
    private readonly T[] _queries;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    /// <param name="layout">Where to.</param>
    /// <param name="inputSize">Elements of u.</param>
    /// <param name="width">Elements of q.</param>
    /// <param name="outputs">o.</param>
    /// <param name="lead">h.</param>
    /// <param name="options">Shape and rule.</param>
    public InContextLayer(MachineLayout<T> layout, int inputSize, int width, int outputs, int lead, TttLayerOptions options)
    {
        options.Validate(width);
        (_inputSize, _width, _row, _outputs, _lead, _options) = (inputSize, width, Tile.Pad(width), outputs, lead, options);
        (InputRow, OutputRow) = (Tile.Pad(inputSize), Tile.Pad(outputs));
        _encoder = new(layout, "enc_W", "enc_b", inputSize, width);
        _heads = new(layout, "", width, outputs, lead * _row, options);
        (_input, _queries) = (new T[options.MiniBatchSize * InputRow], new T[options.MiniBatchSize * _row]);
        (_queryAdjoint, _mean) = (new T[_row], T.One / T.CreateTruncating(options.HeadCount));
    }

    /// <inheritdoc/>
    public int InputRow { get; }

    /// <inheritdoc/>
    public int OutputRow { get; }

    /// <inheritdoc/>
    public int BatchSize => _options.MiniBatchSize;

    /// <inheritdoc/>
    public TttFields<T> Fields => _heads.Fields;

    /// <summary>The heads.</summary>
    public InnerHeads<T> Heads => _heads;

    /// <summary>A and a.</summary>
    public DenseMap<T> Encoder => _encoder;

    /// <summary>The queries of the last chunk, a row each.</summary>
    public ReadOnlySpan<T> Query(int token) => _queries.AsSpan(token * _row, _width);

    /// <summary>Draws the initial values; the inner model starts with a forecast of zero.</summary>
    public void Initialize(LearnerMemory memory, ulong seed)
    {
        var random = Xoshiro256.Seed(stackalloc ulong[Xoshiro256.StateLength], seed);
        _encoder.Draw(memory, _inputSize, random);
        _heads.Initialize(memory, random);
    }

    /// <summary>Whether a token of the next chunk of a sequence has a key.</summary>
    public bool HasKey(FlatBuffer sequence, int token) => sequence.View<long>(Fields.Tokens)[0] + token >= _lead;

    /// <inheritdoc/>
    public void Forward(LearnerMemory memory, FlatBuffer sequence, ReadOnlySpan<T> input, Span<T> output)
    {
        int count = input.Length / InputRow;
        input.CopyTo(_input);
        for (int i = 0; i < count; i++)
        {
            var query = _queries.AsSpan(i * _row, _row);
            _encoder.Forward(memory, input.Slice(i * InputRow, InputRow), query);
            _heads.Gate(memory, query, i);
            Load(sequence, i);
        }

        _heads.Forward(memory, sequence, count);
        output.Clear();
        foreach (var views in _heads.Views)
        {
            SpanSums.AddScaled(views.Outputs.AsSpan(0, output.Length), _mean, output);
        }
    }

    /// <inheritdoc/>
    public bool Advance(LearnerMemory memory, FlatBuffer sequence, int count)
    {
        long first = sequence.View<long>(Fields.Tokens)[0];
        _heads.Advance(memory, sequence, count);
        for (int i = 0; i < count; i++)
        {
            _queries.AsSpan(i * _row, _row).CopyTo(Slot(sequence.View<T>(Fields.Window), first + i));
        }

        return _heads.Guard(sequence, _queries.AsSpan(0, count * _row));
    }

    /// <summary>Sets a token's views; one without a key has the rate 0.</summary>
    private void Load(FlatBuffer sequence, int i)
    {
        long token = sequence.View<long>(Fields.Tokens)[0] + i;
        bool hasKey = token >= _lead;
        ReadOnlySpan<T> query = _queries.AsSpan(i * _row, _row);
        var key = !hasKey ? default : i >= _lead ? _queries.AsSpan((i - _lead) * _row, _row) : Slot(sequence.View<T>(Fields.Window), token);
        for (int head = 0; head < _heads.Views.Length; head++)
        {
            var views = _heads.Views[head];
            int channel = head * _heads.HeadSize, position = i * views.Stride;
            query.Slice(channel, _heads.HeadSize).CopyTo(views.Queries.AsSpan(position));
            _input.AsSpan(i * InputRow, _outputs).CopyTo(views.Values.AsSpan(i * views.OutputStride));
            if (hasKey)
            {
                key.Slice(channel, _heads.HeadSize).CopyTo(views.Keys.AsSpan(position));
            }
            else
            {
                views.Keys.AsSpan(position, _heads.HeadSize).Clear();
                views.Rates[i] = T.Zero;
                views.Retentions[i] = T.One;
            }
        }
    }

    /// <summary>Where the query of a token lies, or its adjoint, until that of h tokens later takes its place.</summary>
    private Span<T> Slot(Span<T> window, long token) => window.Slice((int)(token % _lead) * _row, _row);
}
