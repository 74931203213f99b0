using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruRegression;

/// <summary>
/// The last label of a sequence, the inputs of its row and of the row before, and how many rows ago it was: what a readout starts from. The scale of the
/// changes of labels, and the range they have shown, are one for all sequences.
/// </summary>
/// <remarks>All labels are seen without their level, <see cref="LabelLevel"/>.</remarks>
internal sealed class LabelTrack
{
    private const double LargestError = 20;
    private const double RangeRate = 2e-4;

    /// <summary>Mean absolute changes that nineteen of twenty normal ones are within.</summary>
    private const double WalkOfChange = 2.4565;

    /// <summary>
    /// Ranges of all labels so far beyond which a number is no label, such as what a system writes where it has none (1e20, 9.97e36): of a label of a usual
    /// size a level as far off would leave no digit.
    /// </summary>
    private const double LargestLabel = 1e10;

    /// <summary>Changes after which their scale may judge a label.</summary>
    private const double Settling = 20;

    /// <summary>Mean errors beyond which a label is a surprise, and mean changes beyond which it is a large one.</summary>
    private const double SurprisingErrors = 5, SurprisingChanges = 4;

    private readonly double _largestChange;
    private readonly Field _label;
    private readonly Field _seen;
    private readonly Field _chained;
    private readonly Field _counts;
    private readonly InputSnapshot _input;
    private readonly InputSnapshot _inputBefore;
    private readonly Field _scales;
    private readonly Field _isFitted;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    /// <param name="layout">Where to.</param>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="largestChange">Mean absolute changes beyond which a change is doubted.</param>
    public LabelTrack(MachineLayout<double> layout, int inputSize, double largestChange)
    {
        _largestChange = largestChange;
        _label = layout.Sequence.Add<double>("label.last", 1);
        _seen = layout.Sequence.Add<double>("label.seen", 1);
        _chained = layout.Sequence.Add<double>("label.chained", 1);
        _counts = layout.Sequence.AddCounts<LabelCounts>("label.counts");
        _input = new(layout.Sequence, "label.input", inputSize);
        _inputBefore = new(layout.Sequence, "label.input_before", inputSize);
        _scales = layout.State.AddStruct<Scales, double>("label.scales");
        _isFitted = layout.State.Add<double>("label.is_fitted", 1);
        layout.State.RequireStructs<Scales>(_scales, static value => value.Change.IsPossible && value.Error.IsPossible, ErrorScale.What);
    }

    /// <summary>The last label; 0 before the first.</summary>
    public double Last(LearnerMemory memory) => memory.Sequence.View<double>(_label)[0];

    /// <summary>The last label as readouts see it: no further from what was estimated than twenty mean errors; 0 before the first.</summary>
    public double Seen(LearnerMemory memory) => memory.Sequence.View<double>(_seen)[0];

    /// <summary>The label of the row before, or, where that had none, what was estimated for it from the row before that, and so on.</summary>
    public double Chained(LearnerMemory memory) => memory.Sequence.View<double>(_chained)[0];

    /// <summary>Whether there has been a label.</summary>
    public bool HasLabel(LearnerMemory memory) => Counts(memory).Labels > 0;

    /// <summary>Whether there has been none, but one of another sequence.</summary>
    public bool IsUnlabelled(LearnerMemory memory) => !HasLabel(memory) && memory.State.Ref<Scales>(_scales).Labels > 0;

    /// <summary>Rows since the last label, at least 1.</summary>
    public long Age(LearnerMemory memory) => Counts(memory).Age + 1;

    /// <summary>The input of the last label's row, NaN where it was not known; empty before the first.</summary>
    public ReadOnlySpan<double> Input(LearnerMemory memory) => HasLabel(memory) ? _input.Read(memory) : [];

    /// <summary>The input of the row before, NaN where it was not known; empty before the first label.</summary>
    public ReadOnlySpan<double> InputBefore(LearnerMemory memory) => HasLabel(memory) ? _inputBefore.Read(memory) : [];

    /// <summary>An estimate, held to the range that labels have shown and half as much again on either side.</summary>
    public double Hold(LearnerMemory memory, double estimate)
    {
        ref readonly var scales = ref memory.State.Ref<Scales>(_scales);
        double room = 0.5 * (scales.Highest - scales.Lowest);
        return room > 0 ? Math.Clamp(estimate, scales.Lowest - room, scales.Highest + room) : estimate;
    }

    /// <summary>Whether enough labels have been seen to tell how much they change.</summary>
    public bool IsSettled(LearnerMemory memory) => memory.State.Ref<Scales>(_scales).Change.Count >= Settling;

    /// <summary>The mean size of errors; 0 before the first.</summary>
    public double MeanError(LearnerMemory memory) => memory.State.Ref<Scales>(_scales).Error.Value;

    /// <summary>Whether a label lies further from the last one, if there is one, and from its estimate, than has been usual.</summary>
    public bool IsFar(LearnerMemory memory, double label, double estimate)
    {
        ref readonly var change = ref memory.State.Ref<Scales>(_scales).Change;
        double limit = IsSettled(memory) ? change.Limit(_largestChange) : memory.State.View<double>(_isFitted)[0] > 0 ? _largestChange : double.MaxValue;
        return Math.Abs(label - estimate) > limit && (!HasLabel(memory) || Math.Abs(label - Last(memory)) > limit);
    }

    /// <summary>Whether a number is so far from all labels so far that it can be none.</summary>
    public bool IsBeyond(LearnerMemory memory, double label)
    {
        ref readonly var scales = ref memory.State.Ref<Scales>(_scales);
        double range = scales.Highest - scales.Lowest;
        return IsSettled(memory) && range > 0 && Math.Abs(label) > LargestLabel * range;
    }

    /// <summary>How far labels go in so many rows, nineteen of twenty times: as a random walk of their changes does, at most half the range they have
    /// shown.</summary>
    public double Wander(LearnerMemory memory, long rows)
    {
        ref readonly var scales = ref memory.State.Ref<Scales>(_scales);
        return Math.Min(WalkOfChange * scales.Change.Value * Math.Sqrt(rows), 0.5 * (scales.Highest - scales.Lowest));
    }

    /// <summary>From here on labels come in deviations of those of the fit, so that the first of them may be doubted as well.</summary>
    public void Fitted(LearnerMemory memory) => memory.State.View<double>(_isFitted)[0] = 1;

    /// <summary>What an error, estimate less label, says of the label; nothing before labels have errors and changes to compare it with.</summary>
    public LabelSurprise Surprise(LearnerMemory memory, double error)
    {
        ref readonly var scales = ref memory.State.Ref<Scales>(_scales);
        bool isSurprise = scales.Error.Value > 0 && Math.Abs(error) > SurprisingErrors * scales.Error.Value;
        bool isLarge = scales.Change.Value > 0 && Math.Abs(error) > SurprisingChanges * scales.Change.Value;
        return new(-error, isSurprise, isSurprise && isLarge);
    }

    /// <summary>Closes a row without a label.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="known">Its input, NaN where it was not known.</param>
    /// <param name="chained">The estimate of its label from the row before.</param>
    public void Commit(LearnerMemory memory, ReadOnlySpan<double> known, double chained)
    {
        _inputBefore.Write(memory, known);
        memory.Sequence.View<double>(_chained)[0] = chained;
        Counts(memory).Age++;
    }

    /// <summary>Closes a row with a label.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="known">Its input, NaN where it was not known.</param>
    /// <param name="label">Its label, or what stands for it while it is doubted.</param>
    /// <param name="estimate">What was estimated.</param>
    public void CommitLabel(LearnerMemory memory, ReadOnlySpan<double> known, double label, double estimate)
    {
        double room = memory.State.Ref<Scales>(_scales).Error.Limit(LargestError);
        memory.Sequence.View<double>(_seen)[0] = HasLabel(memory) ? Math.Clamp(label, estimate - room, estimate + room) : label;
        Commit(memory, known, label);
        _input.Write(memory, known);
        ref var counts = ref Counts(memory);
        counts.Age = 0;
        counts.Labels++;
        memory.Sequence.View<double>(_label)[0] = label;
    }

    /// <summary>Takes a label into what all sequences share. A doubted one moves the scale of changes at most by its own size, and not the range.</summary>
    public void Learn(LearnerMemory memory, double label, double estimate, bool isDoubted)
    {
        ref var scales = ref memory.State.Ref<Scales>(_scales);
        scales.Error.Update(Math.Abs(label - estimate), LargestError);
        if (HasLabel(memory))
        {
            scales.Change.Update(Math.Abs(label - Last(memory)), _largestChange);
        }

        if (!isDoubted)
        {
            double room = RangeRate * (scales.Highest - scales.Lowest);
            bool isFirst = scales.Labels++ == 0;
            scales.Lowest = isFirst ? label : Math.Min(scales.Lowest + room, label);
            scales.Highest = isFirst ? label : Math.Max(scales.Highest - room, label);
        }
    }

    private ref LabelCounts Counts(LearnerMemory memory) => ref memory.Sequence.Ref<LabelCounts>(_counts);

    /// <summary>Labels so far, and rows since the last one.</summary>
    private struct LabelCounts
    {
        public long Labels;
        public long Age;
    }

    /// <summary>The mean absolute change from label to label, and the range of labels; it forgets slowly what has not been seen again.</summary>
    private struct Scales
    {
        public ErrorScale Change;
        public ErrorScale Error;
        public double Labels;
        public double Lowest;
        public double Highest;
    }
}
