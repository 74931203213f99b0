using System.Runtime.CompilerServices;

namespace AdaptiveML.Online;

/// <summary>The counters behind the update gate, as a field of a learner's state.</summary>
/// <param name="state">The layout that the field is added to.</param>
internal sealed class UpdateCounters(Layout state)
{
    /// <summary>Reasons that there is room for: a layout must not change with each new one.</summary>
    private const int LargestReasons = 28;

    private readonly Field _field = (state ?? throw new ArgumentNullException(nameof(state))).AddCounts<Counters>("gate.counters");

    /// <summary>Verdicts so far.</summary>
    public UpdateCounts Counts(LearnerMemory memory)
    {
        ref readonly var verdicts = ref Ref(memory).Verdicts;
        return new(
            verdicts[(int)UpdateVerdict.Applied],
            verdicts[(int)UpdateVerdict.Skipped],
            verdicts[(int)UpdateVerdict.Rejected],
            verdicts[(int)UpdateVerdict.RolledBack]);
    }

    /// <summary>How often a reason was given.</summary>
    public long Count(LearnerMemory memory, UpdateReason reason) => Ref(memory).Reasons[(int)reason];

    /// <summary>Counts a verdict and its reason.</summary>
    public UpdateResult Record(LearnerMemory memory, UpdateResult result)
    {
        ref var counters = ref Ref(memory);
        counters.Verdicts[(int)result.Verdict]++;
        counters.Reasons[(int)result.Reason]++;
        return result;
    }

    /// <summary>Rows to be learnt that were let into the state.</summary>
    public ref long Rows(LearnerMemory memory) => ref Ref(memory).Rows;

    /// <summary>Rows whose gradients wait for the next update.</summary>
    public ref long Gathered(LearnerMemory memory) => ref Ref(memory).Gathered;

    /// <summary>
    /// Takes note of an update that was applied; after every <see cref="UpdateOptions.CheckpointInterval"/> of them a copy of the memory is kept.
    /// </summary>
    public void Apply(LearnerMemory memory, UpdateOptions options)
    {
        ref var counters = ref Ref(memory);
        counters.Failures = 0;
        if (++counters.SinceKept >= options.CheckpointInterval)
        {
            counters.SinceKept = 0;
            memory.Keep();
        }
    }

    /// <summary>
    /// Takes note of an update that arithmetic forbids; after <see cref="UpdateOptions.RollBackAfter"/> of them in a row the kept copy comes back, but for the
    /// learning rate.
    /// </summary>
    public UpdateResult Fail<T>(LearnerMemory memory, IGradientLearner<T> learner, UpdateOptions options, UpdateReason reason, double loss, double gradientNorm)
        where T : unmanaged
    {
        if (++Ref(memory).Failures < options.RollBackAfter)
        {
            return UpdateResult.Without(UpdateVerdict.Rejected, reason, loss, gradientNorm);
        }

        double learningRate = learner.LearningRate;
        RollBack(memory);
        learner.LearningRate = learningRate;
        return UpdateResult.Without(UpdateVerdict.RolledBack, UpdateReason.Diverged, loss, gradientNorm);
    }

    /// <summary>Brings the kept copy back; the verdicts counted since stay counted.</summary>
    private void RollBack(LearnerMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ref var counters = ref Ref(memory);
        var (verdicts, reasons) = (counters.Verdicts, counters.Reasons);
        memory.Restore();
        (counters.Verdicts, counters.Reasons) = (verdicts, reasons);
        (counters.Gathered, counters.Failures, counters.SinceKept) = (0, 0, 0);
    }

    private ref Counters Ref(LearnerMemory memory) => ref memory.State.Ref<Counters>(_field);

    /// <summary>Verdicts and reasons so far; then what the gate itself goes by.</summary>
    private struct Counters
    {
        public VerdictCounts Verdicts;
        public ReasonCounts Reasons;

        /// <summary>Rows to be learnt that were let into the state.</summary>
        public long Rows;

        /// <summary>Rows whose gradients wait for the next update.</summary>
        public long Gathered;

        /// <summary>Updates refused in a row for reasons of arithmetic.</summary>
        public long Failures;

        /// <summary>Updates since the last copy was kept.</summary>
        public long SinceKept;
    }

    [InlineArray((int)UpdateVerdict.RolledBack + 1)]
    private struct VerdictCounts
    {
        private long _first;
    }

    [InlineArray(LargestReasons)]
    private struct ReasonCounts
    {
        private long _first;
    }
}
