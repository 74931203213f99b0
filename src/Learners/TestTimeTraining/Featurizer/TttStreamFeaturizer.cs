using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>A featurizer of a stream: a row is a token, and every sequence has an inner model of its own that goes on from row to row.</summary>
internal sealed class TttStreamFeaturizer<T> : TttFeaturizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TttStreamParts<T> _stream;
    private readonly T[] _input;
    private readonly T[] _scaled;
    private readonly T[] _cleaned;
    private readonly T[] _token;
    private readonly T[] _predicted;
    private readonly T[] _output;
    private bool _isClean;
    private bool _isFinite;

    public TttStreamFeaturizer(int dimension, TttFeaturizerOptions options)
        : this(dimension, options, new TttFeaturizerParts<T>(dimension, options))
    {
    }

    private TttStreamFeaturizer(int dimension, TttFeaturizerOptions options, TttFeaturizerParts<T> parts)
        : this(dimension, options, parts, new TttStreamParts<T>(dimension, options, parts))
    {
    }

    private TttStreamFeaturizer(int dimension, TttFeaturizerOptions options, TttFeaturizerParts<T> parts, TttStreamParts<T> stream)
        : base(1, dimension, options, parts, parts.Layout.Sequence)
    {
        _stream = stream;
        (_input, _scaled, _cleaned, _token) = (new T[dimension], new T[dimension], new T[dimension], new T[Tile.Pad(parts.TokenSize)]);
        (_predicted, _output) = (new T[parts.PredictionSize], new T[OutputSize]);
        stream.Inputs.Initialize(Memory);
    }

    /// <inheritdoc/>
    private protected override DriftScore<T> Drift => _stream.Drift;

    /// <inheritdoc/>
    private protected override TrainingRows<T> Tokens(TrainingRows<T> rows) => rows;

    /// <inheritdoc/>
    internal override IEnumerable<TokenRun<T>> Runs(TrainingRows<T> rows, int from, int to)
    {
        Dictionary<SequenceKey, TokenRunBuilder<T>> sequences = [];
        for (int row = from; row < to; row++)
        {
            var context = rows.Context(row);
            if (context.Sequence == SequenceKey.Unknown)
            {
                continue;
            }

            if (!sequences.TryGetValue(context.Sequence, out var builder))
            {
                sequences[context.Sequence] = builder = new(this);
            }

            builder.Add(rows.Input(row), rows.Target(row), context.Weight);
        }

        return sequences.Values.Select(builder => builder.Build());
    }

    /// <summary>A row of which nothing is known is refused: the inner model has nothing to be fitted to.</summary>
    private protected override InputQuality JudgeInput(ReadOnlySpan<T> input)
    {
        bool isKnown = Scale(input, _input);
        _input.CopyTo(_scaled, 0);
        var quality = _stream.Inputs.Clean(Memory, _input);
        _isClean = quality == InputQuality.Clean;
        _input.CopyTo(_cleaned, 0);
        Parts.TokenScale.Compress(_input);
        return isKnown ? quality : InputQuality.NonFinite;
    }

    /// <summary>Computes the output for a row. One that is not finite is NaN, and its sequence will begin anew.</summary>
    private protected override bool Forward(InputQuality quality)
    {
        _stream.WriteToken(Memory, _input, _token);
        var features = Parts.Network.Forward(Memory, Memory.Sequence, _token, 1, _predicted);
        LastInnerLoss = Parts.Network.LastLoss;
        Drift.Resume(Memory);
        _isFinite = Write(features, _predicted, Drift.Follow(Memory, _scaled), _output);
        if (!_isFinite)
        {
            _output.AsSpan().Fill(T.NaN);
        }

        return true;
    }

    /// <inheritdoc/>
    private protected override void Write(InputQuality quality, Span<T> prediction) => _output.CopyTo(prediction);

    /// <summary>Where nothing is known of a row its output is that of the row before, unless missing inputs are to be refused.</summary>
    private protected override void WriteRefused(InputQuality quality, Span<T> prediction)
    {
        LastInnerLoss = double.NaN;
        if (Options.Gate.MissingInput == MissingInput.LastGood && quality == InputQuality.NonFinite && _stream.LastOutput(Memory) is { IsEmpty: false } last)
        {
            last.CopyTo(prediction);
        }
        else
        {
            base.WriteRefused(quality, prediction);
        }
    }

    /// <inheritdoc/>
    private protected override TargetQuality JudgeTarget(ReadOnlySpan<T> target, out double loss)
    {
        if (TargetSize == 0)
        {
            loss = _isClean ? _stream.IssuedLoss(Memory, _input) : double.NaN;
            return TargetQuality.Known;
        }

        return JudgeLabel(_predicted, target, out loss);
    }

    /// <summary>Takes the inner model's step, which is part of the state.</summary>
    private protected override bool Advance(InputQuality input, TargetQuality target)
    {
        _stream.Inputs.Commit(Memory, _cleaned, input);
        Drift.Keep(Memory);
        if (!_isFinite)
        {
            Parts.Network.Restart(Memory.Sequence);
        }

        if (!_isFinite || !Parts.Network.Advance(Memory, Memory.Sequence, 1))
        {
            _stream.Forget(Memory);
            return false;
        }

        _stream.Keep(Memory, _input, _predicted, _output);
        return true;
    }

    /// <summary>All that is learnt in use is in the state.</summary>
    private protected override UpdateResult LearnRow(double loss, double weight) => Advance(InputQuality.Clean, TargetQuality.Known)
        ? UpdateResult.Without(UpdateVerdict.Applied, UpdateReason.None, loss)
        : UpdateResult.Without(UpdateVerdict.RolledBack, UpdateReason.StateReset, loss);
}
