namespace AdaptiveML.Online;

/// <summary>The counters of a learner's sequences, as a field of its state.</summary>
/// <param name="state">The layout that the field is added to.</param>
internal sealed class SequenceCounters(Layout state)
{
    private readonly Field _field = (state ?? throw new ArgumentNullException(nameof(state))).AddCounts<Counters>("sequence.counters");

    /// <summary>What was counted so far.</summary>
    public SequenceCounts Counts(LearnerMemory memory, int live)
    {
        ref var counters = ref Ref(memory);
        return new(live, counters.Opened, counters.Evicted, counters.Duplicates, counters.OutOfOrder);
    }

    /// <summary>The number of the last row.</summary>
    public long Clock(LearnerMemory memory) => Ref(memory).Clock;

    /// <summary>The next row; gives its number.</summary>
    public long Tick(LearnerMemory memory) => ++Ref(memory).Clock;

    /// <summary>A sequence was begun.</summary>
    public void Open(LearnerMemory memory, bool evicted)
    {
        ref var counters = ref Ref(memory);
        counters.Opened++;
        counters.Evicted += evicted ? 1 : 0;
    }

    /// <summary>A row's time, held against the latest of its sequence.</summary>
    public void Time(LearnerMemory memory, long time, ref long latest)
    {
        ref var counters = ref Ref(memory);
        counters.Duplicates += time == latest ? 1 : 0;
        counters.OutOfOrder += time < latest ? 1 : 0;
        latest = Math.Max(latest, time);
    }

    /// <summary>Brings the counters into a kept state that is about to be restored.</summary>
    public void Preserve(LearnerMemory memory, FlatBuffer keptState) => keptState.Ref<Counters>(_field) = Ref(memory);

    private ref Counters Ref(LearnerMemory memory) => ref memory.State.Ref<Counters>(_field);

    private struct Counters
    {
        public long Clock;
        public long Opened;
        public long Evicted;
        public long Duplicates;
        public long OutOfOrder;
    }
}
