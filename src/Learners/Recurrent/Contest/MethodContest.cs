using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// Which of several nets that see the same rows predicts. They are compared with the one that does by the losses of predictions that both made of the same
/// rows, each before it was learnt, for as long as there are labels.
/// </summary>
/// <remarks>A leader gives way to another that was better over the last blocks of targets that both have predicted, by more than a margin and by more than the
/// blocks differ among themselves (paired t). In the first of all blocks the average so far decides.</remarks>
internal sealed class MethodContest
{
    /// <summary>Rate of the averages.</summary>
    private const double Rate = 0.01;

    /// <summary>Blocks that decide, and targets in each.</summary>
    private const int Blocks = 8, BlockTargets = 50;

    /// <summary>What a leader must be beaten by: a share of its loss, and standard errors.</summary>
    private const double Margin = 0.01, Certainty = 2;

    private readonly int _nets;
    private readonly Field _comparisons;
    private readonly Field _blocks;
    private readonly Field _leader;

    /// <summary>Adds the fields to <paramref name="state"/>.</summary>
    public MethodContest(Layout state, int nets)
    {
        _nets = nets;
        _comparisons = state.AddStructs<Comparison, double>("contest.comparisons", nets);
        _blocks = state.Add<double>("contest.blocks", nets, Blocks);
        _leader = state.Add<long>("contest.leader", 1);
        state.RequireStructs<Comparison>(_comparisons, static value => value.HasCounts, "comparisons of rows that were counted");
        state.Require(_leader, 0, nets - 1L);
    }

    /// <summary>The net that predicts.</summary>
    public int Leader(LearnerMemory memory) => (int)memory.State.View<long>(_leader)[0];

    /// <summary>By what share of the leader's loss a net has been worse of late; at least 0.</summary>
    public double Behind(LearnerMemory memory, int net)
    {
        ref readonly var comparison = ref memory.State.Refs<Comparison>(_comparisons)[net];
        return comparison.Average < 0 && comparison.Leaders > 0 ? -comparison.Average / comparison.Leaders : 0;
    }

    /// <summary>Takes in the losses of a row with a target.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="losses">One a net; NaN of a net that did not predict the row.</param>
    public void Learn(LearnerMemory memory, ReadOnlySpan<double> losses)
    {
        int leader = Leader(memory), best = leader;
        double lead = 0;
        Span<Comparison> comparisons = memory.State.Refs<Comparison>(_comparisons);
        for (int i = 0; i < _nets; i++)
        {
            if (i == leader || double.IsNaN(losses[i]))
            {
                continue;
            }

            double found = Compare(ref comparisons[i], Ring(memory, i), losses[leader], double.IsFinite(losses[i]) ? losses[i] : 10 * losses[leader]);
            (best, lead) = found > lead ? (i, found) : (best, lead);
        }

        if (best != leader)
        {
            Follow(memory, leader, best);
        }
    }

    /// <summary>Takes a pair of losses in; gives by how much the leader is surely worse, or 0.</summary>
    private static double Compare(ref Comparison comparison, Span<double> ring, double leaders, double own)
    {
        comparison.Targets++;
        double rate = Math.Max(Rate, 1 / comparison.Targets);
        comparison.Average += rate * (leaders - own - comparison.Average);
        comparison.Leaders += rate * (leaders - comparison.Leaders);
        comparison.BlockSum += leaders - own;
        if (++comparison.BlockTargets < BlockTargets)
        {
            return comparison.Blocks < Blocks && comparison.IsFirst == 0 && comparison.Average > Margin * comparison.Leaders ? comparison.Average : 0;
        }

        ring[(int)comparison.Blocks % Blocks] = comparison.BlockSum / BlockTargets;
        comparison.Blocks++;
        (comparison.BlockSum, comparison.BlockTargets) = (0, 0);
        return comparison.Blocks < Blocks ? 0 : SureLead(ring, Margin * comparison.Leaders);
    }

    /// <summary>The mean of blocks where it is above a margin and sure; else 0.</summary>
    private static double SureLead(ReadOnlySpan<double> blocks, double margin)
    {
        double mean = 0, squares = 0;
        foreach (double block in blocks)
        {
            mean += block / Blocks;
        }

        foreach (double block in blocks)
        {
            squares += (block - mean) * (block - mean);
        }

        return mean > margin && mean > Certainty * Math.Sqrt(squares / (Blocks * (Blocks - 1.0))) ? mean : 0;
    }

    /// <summary>Makes another net the leader: comparisons begin anew, from averages that go on.</summary>
    private void Follow(LearnerMemory memory, int before, int leader)
    {
        Span<Comparison> comparisons = memory.State.Refs<Comparison>(_comparisons);
        double lead = comparisons[leader].Average, loss = comparisons[leader].Leaders - lead;
        bool isFirst = comparisons[leader].Blocks < Blocks;
        for (int i = 0; i < _nets; i++)
        {
            ref var comparison = ref comparisons[i];
            comparison = new()
            {
                Average = i == before ? -lead : comparison.Average - lead,
                Leaders = loss,
                Targets = comparison.Targets,
                IsFirst = isFirst ? 0 : 1,
            };
        }

        comparisons[before].Targets = comparisons[leader].Targets;
        memory.State.View<long>(_leader)[0] = leader;
    }

    private Span<double> Ring(LearnerMemory memory, int net) => memory.State.View<double>(_blocks).Slice(net * Blocks, Blocks);

    /// <summary>A net and the leader, on the rows that both have predicted since there is this leader.</summary>
    private struct Comparison
    {
        /// <summary>The leader's loss minus the net's, on average of late.</summary>
        public double Average;

        /// <summary>The leader's loss.</summary>
        public double Leaders;

        public double Targets;
        public double BlockSum;
        public double BlockTargets;
        public double Blocks;

        /// <summary>0 until the first leader that blocks have chosen, or until there are enough of them.</summary>
        public double IsFirst;

        /// <summary>Whether all that is counted is.</summary>
        public readonly bool HasCounts => FieldRules.IsCount(Targets) && FieldRules.IsCount(BlockTargets) && FieldRules.IsCount(Blocks);
    }
}
