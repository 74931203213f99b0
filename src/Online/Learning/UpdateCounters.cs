namespace AdaptiveML.Online;

/// <summary>The counters behind the update gate, as a field of a learner's state.</summary>
/// <param name="state">The layout that the field is added to.</param>
internal sealed class UpdateCounters(Layout state)
{
    // Verdicts first, then reasons, with room for more of them; what the gate itself goes by comes last.
    private const int Reasons = 4;
    private const int Progress = Reasons + 28;
    private const int Length = Progress + 4;

    private readonly Field _field = (state ?? throw new ArgumentNullException(nameof(state))).Add<long>("gate.counters", Length);

    /// <summary>Verdicts so far.</summary>
    public UpdateCounts Counts(LearnerMemory memory)
    {
        var counters = View(memory);
        return new(counters[0], counters[1], counters[2], counters[3]);
    }

    /// <summary>How often a reason was given.</summary>
    public long Count(LearnerMemory memory, UpdateReason reason) => View(memory)[Reasons + (int)reason];

    /// <summary>Counts a verdict and its reason.</summary>
    public UpdateResult Record(LearnerMemory memory, UpdateResult result)
    {
        var counters = View(memory);
        counters[(int)result.Verdict]++;
        counters[Reasons + (int)result.Reason]++;
        return result;
    }

    /// <summary>Rows to be learnt that were let into the state.</summary>
    public ref long Rows(LearnerMemory memory) => ref View(memory)[Progress];

    /// <summary>Rows whose gradients wait for the next update.</summary>
    public ref long Gathered(LearnerMemory memory) => ref View(memory)[Progress + 1];

    /// <summary>Takes note of an update that was applied; after every <see cref="UpdateOptions.CheckpointInterval"/> of them a copy of the memory is kept.</summary>
    public void Apply(LearnerMemory memory, UpdateOptions options)
    {
        Failures(memory) = 0;
        if (++SinceKept(memory) >= options.CheckpointInterval)
        {
            SinceKept(memory) = 0;
            memory.Keep();
        }
    }

    /// <summary>Takes note of an update that arithmetic forbids; after <see cref="UpdateOptions.RollBackAfter"/> of them in a row the kept copy comes back, but for the learning rate.</summary>
    public UpdateResult Fail<T>(LearnerMemory memory, IGradientLearner<T> learner, UpdateOptions options, UpdateReason reason, double loss, double gradientNorm)
        where T : unmanaged
    {
        if (++Failures(memory) < options.RollBackAfter)
        {
            return UpdateResult.Without(UpdateVerdict.Rejected, reason, loss, gradientNorm);
        }

        double learningRate = learner.LearningRate;
        RollBack(memory);
        learner.LearningRate = learningRate;
        return UpdateResult.Without(UpdateVerdict.RolledBack, UpdateReason.Diverged, loss, gradientNorm);
    }

    /// <summary>Updates refused in a row for reasons of arithmetic.</summary>
    private ref long Failures(LearnerMemory memory) => ref View(memory)[Progress + 2];

    /// <summary>Updates since the last copy was kept.</summary>
    private ref long SinceKept(LearnerMemory memory) => ref View(memory)[Progress + 3];

    /// <summary>Brings the kept copy back; the verdicts counted since stay counted.</summary>
    private void RollBack(LearnerMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        Span<long> counted = stackalloc long[Progress];
        View(memory)[..Progress].CopyTo(counted);
        memory.Restore();
        counted.CopyTo(View(memory));
        (Gathered(memory), Failures(memory), SinceKept(memory)) = (0, 0, 0);
    }

    private Span<long> View(LearnerMemory memory) => memory.State.View<long>(_field);
}
