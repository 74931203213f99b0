using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>The last label of a sequence: what it was, how old it is, and whether the next may be believed. Fields of the sequence; the scale of changes is one for all.</summary>
internal sealed class LabelTrack
{
    private const double ChangeRate = 0.01;
    private const int Last = 0, Estimate = 1;
    private const int AgePlusOne = 0, Strikes = 1, Rows = 2;

    private readonly double _largestChange;
    private readonly int _patience;
    private readonly Field _values;
    private readonly Field _counts;
    private readonly Field _input;
    private readonly Field _labelledInput;
    private readonly Field _change;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    public LabelTrack(MachineLayout<double> layout, int inputSize, double largestChange, int patience)
    {
        (_largestChange, _patience) = (largestChange, patience);
        _values = layout.Sequence.Add<double>("label.values", 2);
        _counts = layout.Sequence.Add<long>("label.counts", 3);
        _input = layout.Sequence.Add<double>("label.input", inputSize);
        _labelledInput = layout.Sequence.Add<double>("label.labelled_input", inputSize);
        _change = layout.State.Add<double>("label.change", 1);
    }

    /// <summary>Sets the scale of changes in a fresh memory: 1.</summary>
    public void Initialize(LearnerMemory memory) => memory.State.View<double>(_change)[0] = 1;

    /// <summary>The last label that was believed; 0 before the first.</summary>
    public double Label(LearnerMemory memory) => memory.Sequence.View<double>(_values)[Last];

    /// <summary>The last label if it is that of the row before, else the own estimate for that row.</summary>
    public double LabelOrEstimate(LearnerMemory memory) => memory.Sequence.View<double>(_values)[Age(memory) == 0 ? Last : Estimate];

    /// <summary>Rows since the last label: 0 if it is that of the row before; negative before the first.</summary>
    public long Age(LearnerMemory memory) => Counts(memory)[AgePlusOne] - 1;

    /// <summary>The input of the row before; empty in the first row.</summary>
    public ReadOnlySpan<double> Input(LearnerMemory memory) => Counts(memory)[Rows] > 0 ? memory.Sequence.View<double>(_input) : [];

    /// <summary>The input of the row that had the last label; empty before the first.</summary>
    public ReadOnlySpan<double> LabelledInput(LearnerMemory memory) => Age(memory) >= 0 ? memory.Sequence.View<double>(_labelledInput) : [];

    /// <summary>Largest change that is believed.</summary>
    public double Limit(LearnerMemory memory) => _largestChange * memory.State.View<double>(_change)[0];

    /// <summary>Whether a label may be believed; one that may not counts against the next.</summary>
    public bool Believes(LearnerMemory memory, double label)
    {
        ref long strikes = ref Counts(memory)[Strikes];
        bool believes = Age(memory) < 0 || Math.Abs(label - Label(memory)) <= Limit(memory) || strikes >= _patience;
        strikes = believes ? 0 : strikes + 1;
        return believes;
    }

    /// <summary>Takes the change to a label into the scale of changes.</summary>
    public void LearnChange(LearnerMemory memory, double label)
    {
        if (Age(memory) >= 0)
        {
            ref double change = ref memory.State.View<double>(_change)[0];
            change += ChangeRate * (Math.Min(Math.Abs(label - Label(memory)), _largestChange * change) - change);
        }
    }

    /// <summary>The row is over.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="input">Its input.</param>
    /// <param name="estimate">The estimate of its label.</param>
    /// <param name="label">Its label; NaN where there is none to be believed.</param>
    public void Remember(LearnerMemory memory, ReadOnlySpan<double> input, double estimate, double label)
    {
        var values = memory.Sequence.View<double>(_values);
        var counts = Counts(memory);
        counts[Rows]++;
        input.CopyTo(memory.Sequence.View<double>(_input));
        values[Estimate] = estimate;
        if (double.IsNaN(label))
        {
            counts[AgePlusOne] += counts[AgePlusOne] > 0 ? 1 : 0;
            return;
        }

        input.CopyTo(memory.Sequence.View<double>(_labelledInput));
        values[Last] = label;
        counts[AgePlusOne] = 1;
    }

    private Span<long> Counts(LearnerMemory memory) => memory.Sequence.View<long>(_counts);
}
