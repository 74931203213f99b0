using System.Numerics;

namespace AdaptiveML.Online;

/// <summary>
/// What every learner has: sizes, a mode, a memory, a ledger of what became of its rows, and the choice of the sequence that a row belongs to. A machine's
/// own part begins behind that choice, at <see cref="LearnerMemory.Sequence"/>.
/// </summary>
public abstract class OnlineLearner<T> : IOnlineLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the memory of a learner that predicts its target and keeps no copy; all fields must be in the layouts.</summary>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="outputSize">Elements of a target and of a prediction.</param>
    /// <param name="parameters">Layout of what is learnt.</param>
    /// <param name="state">Layout of what else moves and all sequences share; the ledger is appended.</param>
    /// <param name="sequence">Layout of what each sequence has of its own.</param>
    /// <param name="maximumSequences">Most sequences that are live at once.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    protected OnlineLearner(int inputSize, int outputSize, Layout parameters, Layout state, Layout sequence, int maximumSequences)
        : this(inputSize, outputSize, outputSize, parameters, state, sequence, maximumSequences, keepsCopy: false)
    {
    }

    /// <summary>Makes the learner's memory; all fields must be in the layouts.</summary>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="targetSize">Elements of a target; may be 0.</param>
    /// <param name="outputSize">Elements of a prediction.</param>
    /// <param name="parameters">Layout of what is learnt.</param>
    /// <param name="state">Layout of what else moves and all sequences share; the ledger is appended.</param>
    /// <param name="sequence">Layout of what each sequence has of its own.</param>
    /// <param name="maximumSequences">Most sequences that are live at once.</param>
    /// <param name="keepsCopy">Whether the learner keeps a copy of what it is, to fall back to.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    protected OnlineLearner(
        int inputSize, int targetSize, int outputSize, Layout parameters, Layout state, Layout sequence, int maximumSequences, bool keepsCopy)
    {
        Require.InRange(inputSize, 1, int.MaxValue);
        Require.InRange(targetSize, 0, int.MaxValue);
        Require.InRange(outputSize, 1, int.MaxValue);
        (InputSize, TargetSize, OutputSize) = (inputSize, targetSize, outputSize);
        Ledger = new(state);
        Memory = new(parameters, state, sequence, maximumSequences, keepsCopy);
    }

    /// <inheritdoc/>
    public int InputSize { get; }

    /// <inheritdoc/>
    public int TargetSize { get; }

    /// <inheritdoc/>
    public int OutputSize { get; }

    /// <inheritdoc/>
    public UpdateMode Mode { get; set; }

    /// <inheritdoc/>
    public LearnerMemory Memory { get; }

    /// <inheritdoc/>
    public UpdateCounts Counts => Ledger.Counts(Memory);

    /// <summary>Whether the row that is observed or learnt is the last of its sequence.</summary>
    protected bool EndsSequence { get; private set; }

    /// <summary>The counters.</summary>
    private protected UpdateLedger Ledger { get; }

    /// <inheritdoc/>
    public long Count(UpdateReason reason) => Ledger.Count(Memory, reason);

    /// <inheritdoc/>
    public void Predict(in RowContext row, ReadOnlySpan<T> input, Span<T> prediction)
    {
        CheckSize(input.Length, InputSize, nameof(input));
        CheckSize(prediction.Length, OutputSize, nameof(prediction));
        Memory.Look(row.Sequence);
        PredictRow(input, prediction);
    }

    /// <inheritdoc/>
    public UpdateResult Observe(in RowContext row, ReadOnlySpan<T> input)
    {
        CheckSize(input.Length, InputSize, nameof(input));
        var result = Enter(row) ? ObserveRow(input) : UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.UnknownSequence);
        return Complete(row, result);
    }

    /// <inheritdoc/>
    public UpdateResult Learn(in RowContext row, ReadOnlySpan<T> input, ReadOnlySpan<T> target, Span<T> prediction)
    {
        CheckSize(input.Length, InputSize, nameof(input));
        CheckSize(target.Length, TargetSize, nameof(target));
        CheckSize(prediction.Length, OutputSize, nameof(prediction));
        return Complete(row, LearnOrRefuse(row, input, target, prediction));
    }

    /// <inheritdoc cref="IOnlineLearner{T}.Predict(ReadOnlySpan{T}, Span{T})"/>
    public void Predict(ReadOnlySpan<T> input, Span<T> prediction) => Predict(default, input, prediction);

    /// <inheritdoc cref="IOnlineLearner{T}.Observe(ReadOnlySpan{T})"/>
    public UpdateResult Observe(ReadOnlySpan<T> input) => Observe(default, input);

    /// <inheritdoc cref="IOnlineLearner{T}.Learn(ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T})"/>
    public UpdateResult Learn(ReadOnlySpan<T> input, ReadOnlySpan<T> target, Span<T> prediction) => Learn(default, input, target, prediction);

    /// <inheritdoc/>
    public void Reset() => Memory.RestartAll();

    /// <inheritdoc/>
    public void Reset(SequenceKey sequence) => Memory.Restart(sequence);

    /// <inheritdoc/>
    public IOnlineLearner<T> Clone()
    {
        var clone = CreateTwin();
        clone.Memory.CopyFrom(Memory);
        clone.Mode = Mode;
        return clone;
    }

    /// <summary>A new learner of the same sizes and options; its memory is overwritten.</summary>
    protected abstract OnlineLearner<T> CreateTwin();

    /// <summary>The prediction for a row of the sequence in <see cref="LearnerMemory.Sequence"/>; writes no memory.</summary>
    protected abstract void PredictRow(ReadOnlySpan<T> input, Span<T> prediction);

    /// <summary>Advances the state by a row of the sequence in <see cref="LearnerMemory.Sequence"/>. In mode Frozen it writes no memory.</summary>
    protected abstract UpdateResult ObserveRow(ReadOnlySpan<T> input);

    /// <summary>Test, then train, on a row of the sequence in <see cref="LearnerMemory.Sequence"/>. In mode Frozen it writes no memory.</summary>
    /// <param name="input">The row.</param>
    /// <param name="target">Its target; an element that is not known is NaN.</param>
    /// <param name="prediction">Receives the prediction made before the update.</param>
    /// <param name="weight">How much the row's error counts: finite and not negative; at 0 no parameter moves.</param>
    protected abstract UpdateResult LearnRow(ReadOnlySpan<T> input, ReadOnlySpan<T> target, Span<T> prediction, double weight);

    private UpdateResult LearnOrRefuse(in RowContext row, ReadOnlySpan<T> input, ReadOnlySpan<T> target, Span<T> prediction)
    {
        if (!Enter(row))
        {
            PredictRow(input, prediction);
            return UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.UnknownSequence);
        }

        bool isWeighed = double.IsFinite(row.Weight) && row.Weight >= 0;
        if (isWeighed && IsKnown(target))
        {
            return LearnRow(input, target, prediction, row.Weight);
        }

        PredictRow(input, prediction);
        var observed = ObserveRow(input);
        return (isWeighed
            ? UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.UnknownLabel)
            : UpdateResult.Without(UpdateVerdict.Rejected, UpdateReason.InvalidWeight)) with { Recurrent = observed.Recurrent };
    }

    private UpdateResult Complete(in RowContext row, UpdateResult result)
    {
        if (row.EndsSequence && row.Sequence != SequenceKey.Unknown && Mode != UpdateMode.Frozen)
        {
            Memory.Close(row.Sequence);
        }

        return Ledger.Record(Memory, result);
    }

    /// <summary>Whether a target is a number, one of the learner's classes, or none.</summary>
    private bool IsKnown(ReadOnlySpan<T> target) =>
        this is not IClassifier classifier || T.IsNaN(target[0]) || (T.IsInteger(target[0]) && target[0] >= T.Zero && target[0] < T.CreateTruncating(classifier.ClassCount));

    private bool Enter(in RowContext row)
    {
        EndsSequence = row.EndsSequence;
        if (row.Sequence == SequenceKey.Unknown || Mode == UpdateMode.Frozen)
        {
            Memory.Look(row.Sequence);
        }
        else
        {
            Memory.Enter(row);
        }

        return row.Sequence != SequenceKey.Unknown;
    }

    /// <summary>Throws unless a row's part has the right number of elements.</summary>
    /// <exception cref="ArgumentException">Names the part.</exception>
    private static void CheckSize(int actual, int expected, string name)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"{name} has {actual} elements; the learner takes {expected}.", name);
        }
    }
}
