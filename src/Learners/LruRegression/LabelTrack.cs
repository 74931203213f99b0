using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruRegression;

/// <summary>
/// The last label of a sequence, the input of its row, and how many rows ago it was: what a readout starts from. The scale of the changes of labels, and the
/// range they have shown, are one for all sequences.
/// </summary>
/// <remarks>
/// A label that lies further from the one before, and from the estimate, than has been usual may be a fault or a new level. Until the next label decides, the
/// estimates start half-way between the two, which costs at most a quarter more squared error than either; the next one is believed if it is nearer to the label
/// that was doubted than to what was there before.
/// </remarks>
internal sealed class LabelTrack
{
    private const double RangeRate = 2e-4;

    private readonly double _largestChange;
    private readonly Field _label;
    private readonly Field _doubt;
    private readonly Field _counts;
    private readonly InputSnapshot _input;
    private readonly InputSnapshot _inputBefore;
    private readonly Field _chained;
    private readonly Field _scales;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    /// <param name="layout">Where to.</param>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="largestChange">Mean absolute changes beyond which a change is doubted.</param>
    public LabelTrack(MachineLayout<double> layout, int inputSize, double largestChange)
    {
        _largestChange = largestChange;
        _label = layout.Sequence.Add<double>("label.last", 1);
        _doubt = layout.Sequence.AddStruct<Doubt, double>("label.doubt");
        _counts = layout.Sequence.AddStruct<LabelCounts, long>("label.counts");
        _input = new(layout.Sequence, "label.input", inputSize);
        _inputBefore = new(layout.Sequence, "label.input_before", inputSize);
        _chained = layout.Sequence.Add<double>("label.chained", 1);
        _scales = layout.State.AddStruct<Scales, double>("label.scales");
    }

    /// <summary>Sets in a fresh memory that no label has been seen.</summary>
    public void Initialize(LearnerMemory memory)
    {
        ref var scales = ref memory.State.Ref<Scales>(_scales);
        scales.Lowest = scales.Highest = double.NaN;
    }

    /// <summary>The last label, or, while it is doubted, a value half-way to what it should have been; 0 before the first.</summary>
    public double Last(LearnerMemory memory) => memory.Sequence.View<double>(_label)[0];

    /// <summary>Whether there has been a label.</summary>
    public bool HasLabel(LearnerMemory memory) => Counts(memory).Labels > 0;

    /// <summary>Rows since the last label, at least 1.</summary>
    public long Age(LearnerMemory memory) => Counts(memory).Age + 1;

    /// <summary>The input of the last label's row, NaN where it was not known; empty before the first.</summary>
    public ReadOnlySpan<double> Input(LearnerMemory memory) => Counts(memory).Labels > 0 ? _input.Read(memory) : [];

    /// <summary>The label of the row before, or, where that had none, what was estimated for it from the row before that, and so on.</summary>
    public double Chained(LearnerMemory memory) => memory.Sequence.View<double>(_chained)[0];

    /// <summary>The input of the row before, NaN where it was not known; empty before the first label.</summary>
    public ReadOnlySpan<double> InputBefore(LearnerMemory memory) => Counts(memory).Labels > 0 ? _inputBefore.Read(memory) : [];

    /// <summary>An estimate, held to the range that labels have shown and half as much again on either side.</summary>
    public double Hold(LearnerMemory memory, double estimate)
    {
        ref readonly var scales = ref memory.State.Ref<Scales>(_scales);
        double room = 0.5 * (scales.Highest - scales.Lowest);
        return room > 0 ? Math.Clamp(estimate, scales.Lowest - room, scales.Highest + room) : estimate;
    }

    /// <summary>Whether a label may be believed.</summary>
    public bool Believes(LearnerMemory memory, double label, double estimate)
    {
        double limit = memory.State.Ref<Scales>(_scales).Change.Limit(_largestChange);
        if (!HasLabel(memory) || Math.Abs(label - Last(memory)) <= limit || Math.Abs(label - estimate) <= limit)
        {
            return true;
        }

        ref readonly var doubt = ref memory.Sequence.Ref<Doubt>(_doubt);
        return Counts(memory).IsDoubted == 1 && (Math.Abs(label - doubt.Candidate) < Math.Abs(label - doubt.Before) || Math.Abs(label - doubt.Before) <= limit);
    }

    /// <summary>Closes a row.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="known">Its input, NaN where it was not known.</param>
    /// <param name="estimate">The estimate of its label.</param>
    /// <param name="chained">The estimate of its label from the row before.</param>
    /// <param name="label">Its label; read where <paramref name="quality"/> is Known or Implausible.</param>
    /// <param name="quality">What was found in the label.</param>
    /// <param name="learns">Whether the scales, which are of all sequences, take it in.</param>
    public void Commit(LearnerMemory memory, ReadOnlySpan<double> known, double estimate, double chained, double label, TargetQuality quality, bool learns)
    {
        ref var counts = ref Counts(memory);
        _inputBefore.Write(memory, known);
        memory.Sequence.View<double>(_chained)[0] = chained;
        if (quality is not (TargetQuality.Known or TargetQuality.Implausible))
        {
            counts.Age++;
            return;
        }

        ref double last = ref memory.Sequence.View<double>(_label)[0];
        ref var doubt = ref memory.Sequence.Ref<Doubt>(_doubt);
        bool isDoubted = quality == TargetQuality.Implausible;
        if (learns)
        {
            Learn(memory, label, counts.Labels > 0 ? last : label, !isDoubted);
        }

        if (isDoubted)
        {
            doubt.Before = counts.IsDoubted == 1 ? doubt.Before : last;
            doubt.Candidate = label;
        }

        _input.Write(memory, known);
        last = isDoubted ? 0.5 * (label + estimate) : label;
        memory.Sequence.View<double>(_chained)[0] = last;
        counts.IsDoubted = isDoubted ? 1 : 0;
        counts.Age = 0;
        counts.Labels++;
    }

    /// <summary>A single label moves the scale of changes at most by its own size; the range forgets slowly what has not been seen again.</summary>
    private void Learn(LearnerMemory memory, double label, double last, bool isBelieved)
    {
        ref var scales = ref memory.State.Ref<Scales>(_scales);
        scales.Change.Take(Math.Abs(label - last), _largestChange);
        if (isBelieved)
        {
            double room = RangeRate * (scales.Highest - scales.Lowest);
            scales.Lowest = double.IsNaN(scales.Lowest) ? label : Math.Min(scales.Lowest + room, label);
            scales.Highest = double.IsNaN(scales.Highest) ? label : Math.Max(scales.Highest - room, label);
        }
    }

    private ref LabelCounts Counts(LearnerMemory memory) => ref memory.Sequence.Ref<LabelCounts>(_counts);

    /// <summary>Labels so far, rows since the last one, and whether that is doubted.</summary>
    private struct LabelCounts
    {
        public long Labels;
        public long Age;
        public long IsDoubted;
    }

    /// <summary>The label that is doubted, and what was there before.</summary>
    private struct Doubt
    {
        public double Candidate;
        public double Before;
    }

    /// <summary>The mean absolute change from label to label, and the range of labels.</summary>
    private struct Scales
    {
        public ErrorScale Change;
        public double Lowest;
        public double Highest;
    }
}
