namespace AdaptiveML.Online;

/// <summary>The counters of a learner's sequences, as a field of its state.</summary>
/// <param name="state">The layout that the field is added to.</param>
internal sealed class SequenceCounters(Layout state)
{
    private const int Clock = 0, Opened = 1, Evicted = 2, Duplicates = 3, OutOfOrder = 4;

    private readonly Field _field = (state ?? throw new ArgumentNullException(nameof(state))).Add<long>("sequence.counters", 5);

    /// <summary>What was counted so far.</summary>
    public SequenceCounts Counts(LearnerMemory memory, int live)
    {
        var counters = View(memory);
        return new(live, counters[Opened], counters[Evicted], counters[Duplicates], counters[OutOfOrder]);
    }

    /// <summary>The next row; gives its number.</summary>
    public long Tick(LearnerMemory memory) => ++View(memory)[Clock];

    /// <summary>A sequence was begun.</summary>
    public void Open(LearnerMemory memory, bool evicted)
    {
        var counters = View(memory);
        counters[Opened]++;
        counters[Evicted] += evicted ? 1 : 0;
    }

    /// <summary>A row's time, held against the latest of its sequence.</summary>
    public void Time(LearnerMemory memory, long time, ref long latest)
    {
        var counters = View(memory);
        counters[Duplicates] += time == latest ? 1 : 0;
        counters[OutOfOrder] += time < latest ? 1 : 0;
        latest = Math.Max(latest, time);
    }

    /// <summary>Brings the counters into a kept state that is about to be restored.</summary>
    public void Preserve(LearnerMemory memory, FlatBuffer keptState) => View(memory).CopyTo(keptState.View<long>(_field));

    private Span<long> View(LearnerMemory memory) => memory.State.View<long>(_field);
}
