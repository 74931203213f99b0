namespace AdaptiveML.Online;

/// <content>
/// The row protocol, for every machine the same: judge the inputs, predict, judge the target, ask the mode, then learn, or advance the state alone, or refuse.
/// docs/online-updates.md has it as a table.
/// </content>
public abstract partial class OnlineLearner<T>
{
    /// <summary>Largest weight of a row that can be learnt.</summary>
    private protected virtual double MaximumWeight => double.MaxValue;

    /// <summary>Whether the row's part of the learner can learn at all; false for one that is fixed, or has no parameters.</summary>
    private protected virtual bool CanLearn => true;

    /// <summary>Whether there is something to learn from a row whose target is missing.</summary>
    private protected virtual bool LearnsWithoutTarget => false;

    /// <summary>Inputs of this quality or a better one are learnt from; the result says what is wrong with them.</summary>
    private protected virtual InputQuality WorstToLearnFrom => InputQuality.Imputed;

    /// <summary>Whether the row is the last of its sequence.</summary>
    private protected bool EndsSequence { get; private set; }

    /// <summary>What <see cref="Check"/> said of the row judged last.</summary>
    private protected AlarmReason Alarm { get; private set; }

    /// <inheritdoc/>
    public void Predict(in RowContext row, ReadOnlySpan<T> input, Span<T> prediction)
    {
        CheckSize(input.Length, InputSize, nameof(input));
        CheckSize(prediction.Length, OutputSize, nameof(prediction));
        Memory.Peek(row.Sequence);
        var quality = JudgeInput(input);
        if (quality.IsRefused())
        {
            Alarm = Check(quality);
            WriteRefused(quality, prediction);
        }
        else
        {
            ForwardToPredict(quality);
            Alarm = Check(quality);
            Write(quality, prediction);
        }
    }

    /// <summary>The loss of the prediction for a row that comes next, of which nothing is taken in; NaN where it has none.</summary>
    internal double Foresee(in RowContext row, ReadOnlySpan<T> input, ReadOnlySpan<T> target)
    {
        Memory.Peek(row.Sequence);
        var quality = JudgeInput(input);
        return !quality.IsRefused() && Forward(quality) && IsKnownClass(target) && JudgeTarget(target, out double loss) == TargetQuality.Known
            ? loss
            : double.NaN;
    }

    /// <inheritdoc/>
    public UpdateResult Observe(in RowContext row, ReadOnlySpan<T> input)
    {
        CheckSize(input.Length, InputSize, nameof(input));
        return Complete(row, Process(row, input, default, default, isToLearn: false));
    }

    /// <inheritdoc/>
    public UpdateResult Learn(in RowContext row, ReadOnlySpan<T> input, ReadOnlySpan<T> target, Span<T> prediction)
    {
        CheckSize(input.Length, InputSize, nameof(input));
        CheckSize(target.Length, TargetSize, nameof(target));
        CheckSize(prediction.Length, OutputSize, nameof(prediction));
        return Complete(row, Process(row, input, target, prediction, isToLearn: true));
    }

    /// <summary>Judges a row's inputs, and prepares those that can be used for <see cref="Forward"/>. Writes no memory.</summary>
    private protected abstract InputQuality JudgeInput(ReadOnlySpan<T> input);

    /// <summary>Computes the prediction and the next state for the row judged last. Writes no memory.</summary>
    /// <returns>Whether every number made is finite.</returns>
    private protected abstract bool Forward(InputQuality quality);

    /// <summary>Like <see cref="Forward"/>, where only the prediction is wanted.</summary>
    private protected virtual void ForwardToPredict(InputQuality quality) => Forward(quality);

    /// <summary>Writes the prediction that <see cref="Forward"/> made.</summary>
    private protected abstract void Write(InputQuality quality, Span<T> prediction);

    /// <summary>Why the prediction of the row is to be looked at before it is trusted. Comes once a row, before the prediction is written.</summary>
    /// <param name="quality">What was found in its inputs; where they are refused there is no prediction.</param>
    private protected virtual AlarmReason Check(InputQuality quality) => AlarmReason.None;

    /// <summary>Writes the prediction for a row that is refused: NaN.</summary>
    private protected virtual void WriteRefused(InputQuality quality, Span<T> prediction) => prediction.Fill(T.NaN);

    /// <summary>
    /// Judges a target against the prediction that <see cref="Forward"/> made. A classifier gets only classes that it knows. Writes no memory.
    /// </summary>
    /// <param name="target">The target, <see cref="TargetSize"/> elements; one that is not known is NaN.</param>
    /// <param name="loss">Receives the loss; NaN where there is none.</param>
    private protected abstract TargetQuality JudgeTarget(ReadOnlySpan<T> target, out double loss);

    /// <summary>Makes the state that <see cref="Forward"/> computed the present one. No parameter moves.</summary>
    /// <param name="input">What was found in the row's inputs.</param>
    /// <param name="target">What was found in its target.</param>
    /// <returns>False where the state was not finite any more, and its sequence has begun anew.</returns>
    private protected abstract bool Advance(InputQuality input, TargetQuality target);

    /// <summary>Advances the state and learns from the row, against which nothing stands.</summary>
    /// <param name="loss">The row's loss; NaN without a target, for a machine that <see cref="LearnsWithoutTarget"/>.</param>
    /// <param name="weight">How much the row counts: finite and positive.</param>
    private protected abstract UpdateResult LearnRow(double loss, double weight);

    /// <summary>Closes a row that may change parameters and taught nothing: what was gathered from rows before it may now be due.</summary>
    private protected virtual UpdateResult CloseRow(UpdateResult result) => result;

    /// <summary>The last word on a row that was judged.</summary>
    private protected virtual UpdateResult Describe(UpdateResult result) => result;

    /// <summary>Refuses a row, or its update, for reasons of arithmetic.</summary>
    private protected virtual UpdateResult Fail(UpdateReason reason, double loss, double gradientNorm = double.NaN) =>
        UpdateResult.Without(UpdateVerdict.Rejected, reason, loss, gradientNorm);

    private UpdateResult Process(in RowContext row, ReadOnlySpan<T> input, ReadOnlySpan<T> target, Span<T> prediction, bool isToLearn)
    {
        bool isOfSequence = row.Sequence != SequenceKey.Unknown;
        EndsSequence = row.EndsSequence;
        Memory.Peek(row.Sequence);
        var quality = JudgeInput(input);
        if (quality.IsRefused())
        {
            Alarm = Check(quality);
            if (isToLearn)
            {
                WriteRefused(quality, prediction);
            }

            return isOfSequence
                ? UpdateResult.Without(UpdateVerdict.Rejected, quality.Reason())
                : UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.UnknownSequence);
        }

        bool isFinite = Forward(quality);
        Alarm = Check(quality);
        if (isToLearn)
        {
            Write(quality, prediction);
        }

        if (!isOfSequence)
        {
            return UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.UnknownSequence);
        }

        double loss = double.NaN;
        var targetQuality = !isToLearn ? TargetQuality.Missing : IsKnownClass(target) ? JudgeTarget(target, out loss)
            : target[0] == T.CreateTruncating(IClassifier.BeyondLimit) ? TargetQuality.ClassBeyondLimit : TargetQuality.UnknownClass;
        return Decide(row, isFinite, quality, targetQuality, loss, isToLearn);
    }

    /// <summary>Refuses a row, or takes it as the next of its sequence: only then is a sequence opened for it.</summary>
    private UpdateResult Decide(in RowContext row, bool isFinite, InputQuality input, TargetQuality target, double loss, bool isToLearn)
    {
        if (Mode == UpdateMode.Frozen)
        {
            return UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.Frozen, loss);
        }

        if (!isFinite || (target == TargetQuality.Known && double.IsInfinity(loss)))
        {
            return Describe(Fail(UpdateReason.NonFiniteLoss, loss));
        }

        Memory.Activate(row);
        var obstacle = Obstacle(input, target, row.Weight, isToLearn);
        return Describe(obstacle == UpdateReason.None ? Said(LearnRow(loss, row.Weight), input) : AdvanceOnly(input, target, obstacle, loss));
    }

    /// <summary>A row that was learnt, with what was wrong in its inputs.</summary>
    private static UpdateResult Said(UpdateResult result, InputQuality input) =>
        result is { Verdict: UpdateVerdict.Applied, Reason: UpdateReason.None } ? result with { Reason = input.Reason() } : result;

    /// <summary>The first thing that stands against learning from a row, or none.</summary>
    private UpdateReason Obstacle(InputQuality input, TargetQuality target, double weight, bool isToLearn)
    {
        if (!(weight >= 0 && weight <= MaximumWeight))
        {
            return UpdateReason.InvalidWeight;
        }

        if (target > TargetQuality.Missing)
        {
            return target.Reason();
        }

        var other = Mode == UpdateMode.StateOnly || !isToLearn ? UpdateReason.StateOnly
            : !CanLearn ? UpdateReason.NothingToLearn
            : input > WorstToLearnFrom ? input.Reason()
            : weight == 0 ? UpdateReason.ZeroWeight
            : UpdateReason.None;
        return target == TargetQuality.Missing && (other != UpdateReason.None || !LearnsWithoutTarget) ? UpdateReason.MissingTarget : other;
    }

    /// <summary>Advances the state by a row that teaches nothing.</summary>
    private UpdateResult AdvanceOnly(InputQuality input, TargetQuality target, UpdateReason obstacle, double loss)
    {
        if (!Advance(input, target))
        {
            return UpdateResult.Without(UpdateVerdict.RolledBack, UpdateReason.StateReset, loss);
        }

        if (obstacle is UpdateReason.InvalidWeight or UpdateReason.NonFiniteTarget or UpdateReason.ImplausibleTarget)
        {
            return UpdateResult.Without(UpdateVerdict.Rejected, obstacle, loss);
        }

        var followed = UpdateResult.Without(UpdateVerdict.Skipped, obstacle, loss);
        var closed = Mode == UpdateMode.StateAndParameters ? CloseRow(followed) : followed;
        return closed.Verdict == UpdateVerdict.Applied ? closed with { Reason = obstacle } : closed;
    }

    private UpdateResult Complete(in RowContext row, UpdateResult result)
    {
        if (row.EndsSequence && row.Sequence != SequenceKey.Unknown && Mode != UpdateMode.Frozen)
        {
            Memory.Close(row.Sequence);
        }

        return Counters.Record(Memory, result with { Alarm = Alarm });
    }

    /// <summary>Whether a target is a number, one of the learner's classes, or none.</summary>
    private protected bool IsKnownClass(ReadOnlySpan<T> target) =>
        this is not IClassifier classifier
        || T.IsNaN(target[0])
        || (T.IsInteger(target[0]) && target[0] >= T.Zero && target[0] < T.CreateTruncating(classifier.ClassCount));

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
