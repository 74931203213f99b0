namespace AdaptiveML.Online;

/// <summary>The counters behind the update gate, as a field of a learner's state.</summary>
/// <param name="state">The layout that the field is added to.</param>
public sealed class UpdateLedger(Layout state)
{
    private readonly Field _field = (state ?? throw new ArgumentNullException(nameof(state))).Add<long>("gate.counters", 8);

    /// <summary>Verdicts so far.</summary>
    public UpdateCounts Counts(LearnerMemory memory)
    {
        var counters = View(memory);
        return new(counters[0], counters[1], counters[2], counters[3]);
    }

    /// <summary>Counts a verdict.</summary>
    public UpdateResult Record(LearnerMemory memory, UpdateResult result)
    {
        View(memory)[(int)result.Verdict]++;
        return result;
    }

    /// <summary>Rows that <see cref="IOnlineLearner{T}.Learn"/> has let into the state.</summary>
    public ref long Rows(LearnerMemory memory) => ref View(memory)[4];

    /// <summary>Rows whose gradients wait for the next update.</summary>
    public ref long Gathered(LearnerMemory memory) => ref View(memory)[5];

    /// <summary>Updates refused in a row for reasons of arithmetic.</summary>
    public ref long Failures(LearnerMemory memory) => ref View(memory)[6];

    /// <summary>Updates since the last copy was kept.</summary>
    public ref long SinceKept(LearnerMemory memory) => ref View(memory)[7];

    /// <summary>Brings the kept copy back; the verdicts counted since stay counted.</summary>
    public void RollBack(LearnerMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        var counts = Counts(memory);
        memory.Restore();
        var counters = View(memory);
        (counters[0], counters[1], counters[2], counters[3]) = (counts.Applied, counts.Skipped, counts.Rejected, counts.RolledBack);
        (counters[5], counters[6], counters[7]) = (0, 0, 0);
    }

    private Span<long> View(LearnerMemory memory) => memory.State.View<long>(_field);
}
