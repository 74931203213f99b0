using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>A featurizer of a stream: a row is a token, and every sequence has an inner model of its own that goes on from row to row.</summary>
internal sealed class TttStreamFeaturizer<T> : TttFeaturizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TttStreamParts<T> _stream;
    private readonly T[] _input;
    private readonly T[] _predicted;
    private readonly T[] _output;
    private bool _isBlank;
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
        (_input, _predicted, _output) = (new T[Tile.Pad(dimension)], new T[parts.PredictionSize], new T[OutputSize]);
        stream.Inputs.Initialize(Memory);
    }

    /// <inheritdoc/>
    private protected override LossScore Score => _stream.Score;

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

    /// <inheritdoc/>
    protected override void PredictRow(ReadOnlySpan<T> input, Span<T> prediction)
    {
        See(input);
        _output.CopyTo(prediction);
    }

    /// <inheritdoc/>
    protected override UpdateResult ObserveRow(ReadOnlySpan<T> input)
    {
        var admission = See(input);
        return Follow(admission, double.NaN, UpdateVerdict.Skipped, Mode == UpdateMode.StateOnly ? UpdateReason.StateOnly : UpdateReason.MissingTarget);
    }

    /// <inheritdoc/>
    protected override UpdateResult LearnRow(ReadOnlySpan<T> input, ReadOnlySpan<T> target, Span<T> prediction, double weight)
    {
        var admission = See(input);
        _output.CopyTo(prediction);
        bool isLabelled = TargetSize > 0;
        double loss = isLabelled ? LabelLoss(_predicted, target) : admission == Admission.Clean ? _stream.IssuedLoss(Memory, _input) : double.NaN;
        if (Mode == UpdateMode.StateOnly)
        {
            return Follow(admission, loss, UpdateVerdict.Skipped, UpdateReason.StateOnly);
        }

        if (isLabelled && !double.IsFinite(loss))
        {
            return double.IsNaN(loss)
                ? Follow(admission, loss, UpdateVerdict.Skipped, UpdateReason.MissingTarget)
                : Follow(admission, loss, UpdateVerdict.Rejected, UpdateReason.NonFiniteTarget);
        }

        return weight == 0
            ? Follow(admission, loss, UpdateVerdict.Skipped, UpdateReason.ZeroWeight)
            : Follow(admission, loss, UpdateVerdict.Applied, UpdateReason.None);
    }

    /// <summary>Computes the output for a row; changes no memory.</summary>
    private Admission See(ReadOnlySpan<T> input)
    {
        LastInnerLoss = double.NaN;
        _isBlank = !AnyFinite(input);
        Parts.Standardizer.ScaleInput(Memory, input, _input.AsSpan(0, Dimension));
        var admission = _stream.Inputs.Clean(Memory, _input.AsSpan(0, Dimension));
        if (admission >= Admission.NonFinite)
        {
            _output.AsSpan().Fill(T.NaN);
            return admission;
        }

        if (_isBlank && _stream.LastOutput(Memory) is { IsEmpty: false } last)
        {
            last.CopyTo(_output);
            _isFinite = true;
            return admission;
        }

        var features = Parts.Network.Forward(Memory, Memory.Sequence, _input, 1, _predicted);
        LastInnerLoss = Parts.Network.LastLoss;
        _isFinite = Write(features, _predicted, _output);
        if (!_isFinite)
        {
            _output.AsSpan().Fill(T.NaN);
        }

        return admission;
    }

    /// <summary>Advances the state by the row that was seen, where the mode and the row allow it.</summary>
    private UpdateResult Follow(Admission admission, double loss, UpdateVerdict verdict, UpdateReason reason)
    {
        if (admission >= Admission.NonFinite)
        {
            return UpdateResult.Without(UpdateVerdict.Rejected, admission.Reason());
        }

        if (Mode == UpdateMode.Frozen)
        {
            return UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.Frozen, loss);
        }

        if (_isBlank)
        {
            return UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.NonFiniteInput, loss);
        }

        _stream.Inputs.Remember(Memory, _input.AsSpan(0, Dimension), admission);
        if (!_isFinite)
        {
            Parts.Network.Restart(Memory.Sequence);
        }

        if (!_isFinite || !Parts.Network.Advance(Memory, Memory.Sequence, 1))
        {
            _stream.Forget(Memory);
            return UpdateResult.Without(UpdateVerdict.RolledBack, UpdateReason.StateReset, loss);
        }

        Score.Learn(Memory, LastInnerLoss);
        _stream.Keep(Memory, _predicted, _output);
        bool isAdmitted = admission == Admission.Clean || verdict == UpdateVerdict.Rejected;
        return isAdmitted ? UpdateResult.Without(verdict, reason, loss) : UpdateResult.Without(UpdateVerdict.Skipped, admission.Reason(), loss);
    }
}
