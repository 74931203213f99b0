using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruRegression;

/// <summary>
/// What is known of the rows of a sequence before the present one: the last input that was clean, and the last label, or where that row had none the estimate
/// made for it. Fields of the sequence; the scale of the changes of labels is one for all.
/// </summary>
internal sealed class LabelTrack
{
    private const double ChangeRate = 0.01;

    private readonly double _largestChange;
    private readonly int _patience;
    private readonly Field _label;
    private readonly Field _counts;
    private readonly Field _input;
    private readonly Field _change;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    /// <param name="layout">Where to.</param>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="largestChange">Mean absolute changes beyond which a change is not believed.</param>
    /// <param name="patience">Such changes in a row after which the next is.</param>
    public LabelTrack(MachineLayout<double> layout, int inputSize, double largestChange, int patience)
    {
        (_largestChange, _patience) = (largestChange, patience);
        _label = layout.Sequence.Add<double>("label.last", 1);
        _counts = layout.Sequence.AddStruct<LabelCounts, long>("label.counts");
        _input = layout.Sequence.Add<double>("label.input", inputSize);
        _change = layout.State.Add<double>("label.change", 1);
    }

    /// <summary>Sets the scale of changes in a fresh memory: 1.</summary>
    public void Initialize(LearnerMemory memory) => memory.State.View<double>(_change)[0] = 1;

    /// <summary>The label of the row before, or else the estimate made for it; 0 in the first row.</summary>
    public double Last(LearnerMemory memory) => memory.Sequence.View<double>(_label)[0];

    /// <summary>Whether <see cref="Last"/> is a label.</summary>
    public bool IsKnown(LearnerMemory memory) => Counts(memory).HasLabel == 1;

    /// <summary>The last clean input; empty before the first.</summary>
    public ReadOnlySpan<double> Input(LearnerMemory memory) => Counts(memory).HasInput == 1 ? memory.Sequence.View<double>(_input) : [];

    /// <summary>Largest change that is believed.</summary>
    public double Limit(LearnerMemory memory) => _largestChange * memory.State.View<double>(_change)[0];

    /// <summary>Whether a label may be believed: it is the first, or near the one before, or enough in a row were not.</summary>
    public bool Believes(LearnerMemory memory, double label)
    {
        ref readonly var counts = ref Counts(memory);
        return counts.HadLabel == 0 || Math.Abs(label - Last(memory)) <= Limit(memory) || counts.Strikes >= _patience;
    }

    /// <summary>Takes the change to a label into the scale of changes.</summary>
    public void LearnChange(LearnerMemory memory, double label)
    {
        if (IsKnown(memory))
        {
            ref double change = ref memory.State.View<double>(_change)[0];
            change += ChangeRate * (Math.Min(Math.Abs(label - Last(memory)), _largestChange * change) - change);
        }
    }

    /// <summary>Closes the row.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="input">Its input, or nothing where it was not clean.</param>
    /// <param name="estimate">The estimate of its label.</param>
    /// <param name="label">Its label; read where <paramref name="quality"/> is Known.</param>
    /// <param name="quality">What was found in the label; one that is implausible counts for the next.</param>
    public void Commit(LearnerMemory memory, ReadOnlySpan<double> input, double estimate, double label, TargetQuality quality)
    {
        ref var counts = ref Counts(memory);
        if (!input.IsEmpty)
        {
            input.CopyTo(memory.Sequence.View<double>(_input));
            counts.HasInput = 1;
        }

        bool isKnown = quality == TargetQuality.Known;
        counts.Strikes = isKnown ? 0 : counts.Strikes + (quality == TargetQuality.Implausible ? 1 : 0);
        counts.HasLabel = isKnown ? 1 : 0;
        counts.HadLabel |= counts.HasLabel;
        memory.Sequence.View<double>(_label)[0] = isKnown ? label : estimate;
    }

    private ref LabelCounts Counts(LearnerMemory memory) => ref memory.Sequence.Ref<LabelCounts>(_counts);

    /// <summary>What is known of a sequence, 0 or 1, and implausible labels in a row.</summary>
    private struct LabelCounts
    {
        public long HasLabel;
        public long Strikes;
        public long HasInput;
        public long HadLabel;
    }
}
