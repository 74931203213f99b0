using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// Decides whether synthetic gradients are used, by the losses of two nets on the same rows: the master, that learns by them, and its twin, that does not.
/// Online → Suspect → Fallback → Probation → Online. Whichever predicts is replaced once the other has been better over the last blocks, by more than a margin
/// and by more than the blocks differ among themselves (paired t), unless the lead has halved meanwhile: a net that catches up is left to it. A block is
/// counted in updates, since nothing but updates can mend a net that lags behind.
/// </summary>
internal sealed class GuardTrack
{
    private const int FewestTargets = 30;
    private const double KeptLead = 0.5;

    private readonly GuardOptions _options;
    private readonly Field _differences;
    private readonly Field _sums;
    private readonly Field _counts;

    /// <summary>Adds the fields to <paramref name="state"/>.</summary>
    public GuardTrack(Layout state, GuardOptions options)
    {
        _options = options;
        _differences = state.Add<double>("guard.differences", options.Blocks);
        _sums = state.AddStruct<LossSums, double>("guard.sums");
        _counts = state.AddCounts<GuardCounts>("guard.counts");
        state.RequireStructs<GuardCounts>(_counts, static value => value.Phase <= (long)RecurrentPhase.Probation, "counts of a phase");
    }

    /// <summary>Where the learner stands.</summary>
    public RecurrentPhase Phase(LearnerMemory memory) => (RecurrentPhase)memory.State.Ref<GuardCounts>(_counts).Phase;

    /// <summary>Changes of phase, and the row of the last.</summary>
    public (long Count, long Row) Transitions(LearnerMemory memory)
    {
        ref readonly var counts = ref memory.State.Ref<GuardCounts>(_counts);
        return (counts.Changes, counts.ChangedAt);
    }

    /// <summary>Mean loss of the master minus that of the twin over the last blocks; NaN before there are as many.</summary>
    public double Difference(LearnerMemory memory)
    {
        double sum = 0;
        foreach (double difference in memory.State.View<double>(_differences))
        {
            sum += difference;
        }

        return memory.State.Ref<GuardCounts>(_counts).Blocks < _options.Blocks ? double.NaN : sum / _options.Blocks;
    }

    /// <summary>Counts an update of the master.</summary>
    public void CountUpdate(LearnerMemory memory) => memory.State.Ref<GuardCounts>(_counts).Updates++;

    /// <summary>Takes in the losses of a row with a target, and decides where a block is full.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="master">Loss of the net that learns by synthetic gradients.</param>
    /// <param name="twin">Loss of the other.</param>
    /// <param name="row">The number of the row.</param>
    public void Learn(LearnerMemory memory, double master, double twin, long row)
    {
        ref var sums = ref memory.State.Ref<LossSums>(_sums);
        var differences = memory.State.View<double>(_differences);
        ref var counts = ref memory.State.Ref<GuardCounts>(_counts);
        sums.BlockMaster += master;
        sums.BlockTwin += twin;
        counts.BlockTargets++;
        if (counts.Updates < _options.CompareEvery || counts.BlockTargets < FewestTargets)
        {
            return;
        }

        differences[(int)(counts.Blocks++ % _options.Blocks)] = (sums.BlockMaster - sums.BlockTwin) / counts.BlockTargets;
        sums.TotalMaster += sums.BlockMaster;
        sums.TotalTwin += sums.BlockTwin;
        counts.Targets += counts.BlockTargets;
        (sums.BlockMaster, sums.BlockTwin, counts.Updates, counts.BlockTargets) = (0, 0, 0, 0);
        if (counts.Blocks >= _options.Blocks)
        {
            bool isFallback = Phase(memory) >= RecurrentPhase.Fallback;
            var (isAhead, isSure) = Challenge(
                differences, (int)(counts.Blocks % _options.Blocks), isFallback ? -1 : 1, (isFallback ? sums.TotalMaster : sums.TotalTwin) / counts.Targets);
            var challenged = isFallback ? RecurrentPhase.Probation : RecurrentPhase.Suspect;
            var (kept, next) = isFallback ? (RecurrentPhase.Fallback, RecurrentPhase.Online) : (RecurrentPhase.Online, RecurrentPhase.Fallback);
            Change(memory, isSure ? next : isAhead ? challenged : kept, row);
        }
    }

    /// <summary>Falls back at once, if the net that learns by synthetic gradients is behind by more than the margin.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="master">Its average loss of late.</param>
    /// <param name="twin">That of the other.</param>
    /// <param name="row">The number of the row.</param>
    /// <returns>Whether it is behind.</returns>
    public bool GiveUp(LearnerMemory memory, double master, double twin, long row)
    {
        ref readonly var sums = ref memory.State.Ref<LossSums>(_sums);
        ref readonly var counts = ref memory.State.Ref<GuardCounts>(_counts);
        bool isBehind = master - twin > _options.Margin * (sums.TotalTwin + sums.BlockTwin) / (counts.Targets + counts.BlockTargets);
        if (isBehind)
        {
            Change(memory, RecurrentPhase.Fallback, row);
        }

        return isBehind;
    }

    /// <summary>Whether the net that does not predict has been better, and surely so.</summary>
    private (bool IsAhead, bool IsSure) Challenge(ReadOnlySpan<double> differences, int oldest, int sign, double loss)
    {
        int count = differences.Length;
        double mean = 0, trend = 0, squares = 0;
        for (int i = 0; i < count; i++)
        {
            double lead = sign * differences[(oldest + i) % count];
            mean += lead / count;
            trend += i < count / 2 ? -KeptLead * lead : i >= count - (count / 2) ? lead : 0;
        }

        foreach (double difference in differences)
        {
            squares += ((sign * difference) - mean) * ((sign * difference) - mean);
        }

        double error = Math.Sqrt(squares / (count * (count - 1.0)));
        bool isAhead = mean > _options.Margin * loss;
        return (isAhead, isAhead && mean > _options.Certainty * error && trend >= 0);
    }

    private void Change(LearnerMemory memory, RecurrentPhase next, long row)
    {
        ref var counts = ref memory.State.Ref<GuardCounts>(_counts);
        var phase = Phase(memory);
        if (next == phase)
        {
            return;
        }

        if (next >= RecurrentPhase.Fallback != phase >= RecurrentPhase.Fallback)
        {
            counts.Blocks = 0;
        }

        (counts.Phase, counts.ChangedAt) = ((long)next, row);
        counts.Changes++;
    }

    private struct LossSums
    {
        public double BlockMaster;
        public double BlockTwin;
        public double TotalMaster;
        public double TotalTwin;
    }

    private struct GuardCounts
    {
        public long Phase;
        public long Updates;
        public long BlockTargets;
        public long Targets;
        public long Blocks;
        public long Changes;
        public long ChangedAt;
    }
}
