using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// A featurizer of windows: a row is a sequence of tokens, oldest first, over which the inner model is fitted from its start, mini-batch after mini-batch.
/// Nothing goes on from row to row.
/// </summary>
internal sealed class TttWindowFeaturizer<T> : TttFeaturizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _tokens;
    private readonly int _inputRow;
    private readonly FlatBuffer _inner;
    private readonly FlatBuffer _start;
    private readonly TokenCleaner<T> _cleaner;
    private readonly T[] _inputs;
    private readonly T[] _row;
    private readonly T[] _recent;
    private readonly T[] _predicted;
    private readonly T[] _output;
    private int _count;
    private double _driftScore;

    public TttWindowFeaturizer(int dimension, int tokens, TttFeaturizerOptions options)
        : this(dimension, tokens, options, new TttFeaturizerParts<T>(dimension, options))
    {
    }

    private TttWindowFeaturizer(int dimension, int tokens, TttFeaturizerOptions options, TttFeaturizerParts<T> parts)
        : this(dimension, tokens, options, parts, new DriftScore<T>(dimension, options.ScoreHalfLife, parts.Layout.State, null))
    {
    }

    private TttWindowFeaturizer(int dimension, int tokens, TttFeaturizerOptions options, TttFeaturizerParts<T> parts, DriftScore<T> drift)
        : base(tokens, dimension, options, parts, new Layout())
    {
        (_tokens, Drift) = (tokens, drift);
        _inputRow = Tile.Pad(parts.TokenSize);
        (_inputs, _row, _recent) = (new T[tokens * _inputRow], new T[dimension], new T[dimension * options.LagsInForce]);
        _cleaner = new(dimension, options.Gate, parts.TokenScale);
        (_inner, _start) = (new(parts.Layout.Sequence), new(parts.Layout.Sequence));
        (_predicted, _output) = (new T[parts.PredictionSize], new T[OutputSize]);
    }

    /// <inheritdoc/>
    private protected override DriftScore<T> Drift { get; }

    /// <inheritdoc/>
    private protected override TrainingRows<T> Tokens(TrainingRows<T> rows)
    {
        var tokens = new TrainingRows<T>(Dimension, TargetSize);
        T[] unknown = new T[TargetSize];
        unknown.AsSpan().Fill(T.NaN);
        for (int row = 0; row < rows.Count; row++)
        {
            for (int token = 0; token < _tokens; token++)
            {
                tokens.Add(rows.Input(row).Slice(token * Dimension, Dimension), token == _tokens - 1 ? rows.Target(row) : unknown, rows.Context(row));
            }
        }

        return tokens;
    }

    /// <inheritdoc/>
    internal override IEnumerable<TokenRun<T>> Runs(TrainingRows<T> rows, int from, int to)
    {
        for (int row = from; row < to; row++)
        {
            var builder = new TokenRunBuilder<T>(this);
            for (int token = 0; token < _tokens; token++)
            {
                builder.Add(rows.Input(row).Slice(token * Dimension, Dimension), token == _tokens - 1 ? rows.Target(row) : default, rows.Context(row).Weight);
            }

            yield return builder.Build();
        }
    }

    /// <summary>A window begins from what was fitted and leaves nothing behind.</summary>
    private protected override bool CanLearn => false;

    /// <inheritdoc/>
    private protected override InputQuality JudgeInput(ReadOnlySpan<T> input) => Read(input, out _count);

    /// <summary>Computes the output for a window; NaN where it is not finite.</summary>
    private protected override bool Forward(InputQuality quality)
    {
        _inner.CopyFrom(_start);
        ReadOnlySpan<T> features = default;
        for (int start = 0, chunk; start < _count; start += chunk)
        {
            chunk = Math.Min(Parts.Network.Room(_inner), _count - start);
            features = Parts.Network.Forward(Memory, _inner, _inputs.AsSpan(start * _inputRow, chunk * _inputRow), chunk, _predicted);
            Parts.Network.Advance(Memory, _inner, chunk);
        }

        LastInnerLoss = Parts.Network.LastLoss;
        if (!Write(features, _predicted, _driftScore, _output))
        {
            _output.AsSpan().Fill(T.NaN);
        }

        return true;
    }

    /// <inheritdoc/>
    private protected override void Write(InputQuality quality, Span<T> prediction) => _output.CopyTo(prediction);

    /// <inheritdoc/>
    private protected override void WriteRefused(InputQuality quality, Span<T> prediction)
    {
        LastInnerLoss = double.NaN;
        base.WriteRefused(quality, prediction);
    }

    /// <inheritdoc/>
    private protected override TargetQuality JudgeTarget(ReadOnlySpan<T> target, out double loss)
    {
        loss = double.NaN;
        return TargetSize == 0 ? TargetQuality.Known : JudgeLabel(_predicted, target, out loss);
    }

    /// <inheritdoc/>
    private protected override bool Advance(InputQuality input, TargetQuality target) => true;

    /// <inheritdoc/>
    private protected override UpdateResult LearnRow(double loss, double weight) =>
        throw new InvalidOperationException("A featurizer of windows learns in its fit alone.");

    /// <summary>Cleans the tokens of a window; those without any input are left out.</summary>
    private InputQuality Read(ReadOnlySpan<T> input, out int count)
    {
        count = 0;
        bool isClean = true;
        _cleaner.Begin();
        Drift.Begin();
        for (int token = 0; token < _tokens; token++)
        {
            if (Scale(input.Slice(token * Dimension, Dimension), _row))
            {
                _driftScore = Drift.Follow(Memory, _row);
            }

            var quality = _cleaner.Clean(Memory, _row);
            isClean &= quality == InputQuality.Clean;
            if (quality != InputQuality.NonFinite)
            {
                LaggedToken.Write<T>(_row, _recent, count == 0, _inputs.AsSpan(count * _inputRow, _inputRow));
                LaggedToken.Keep<T>(_row, _recent, count == 0);
                count++;
            }
            else if (Options.Gate.MissingInput == MissingInput.Refuse)
            {
                return InputQuality.NonFinite;
            }
        }

        return count == 0 ? InputQuality.NonFinite : isClean ? InputQuality.Clean : InputQuality.Imputed;
    }
}
