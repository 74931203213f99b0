using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruRegression;

/// <summary>
/// The level of a sequence's labels, which is taken out of them before anything else sees them, so that a level that shifts and stays leaves all that was learnt as it
/// was.
/// </summary>
/// <remarks>
/// <para>A label that lies far from all that was expected is a fault or a new level. Until the next label decides, estimates stand half-way between the two, which
/// costs at most a quarter more squared error than either. The next label is nearer to one of them (P. Harrison and C. Stevens, "Bayesian forecasting", Journal of
/// the Royal Statistical Society B 38, 1976, weigh the two likewise).</para>
/// <para>A sequence begins with the level that was found last in any.</para>
/// </remarks>
internal sealed class LabelLevel
{
    private readonly Field _level;
    private readonly Field _shared;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    public LabelLevel(MachineLayout<double> layout)
    {
        _level = layout.Sequence.AddStruct<Level, double>("label.level");
        _shared = layout.State.Add<double>("label.shared_level", 1);
    }

    /// <summary>The level in force, in standardised units.</summary>
    public double Value(LearnerMemory memory)
    {
        ref readonly var level = ref memory.Sequence.Ref<Level>(_level);
        return level.IsOwn == 1 ? level.Value : memory.State.View<double>(_shared)[0];
    }

    /// <summary>What is added to an estimate while the last label is doubted.</summary>
    public double Hedge(LearnerMemory memory) => 0.5 * memory.Sequence.Ref<Level>(_level).Jump;

    /// <summary>Whether the label before is doubted.</summary>
    public bool IsDoubted(LearnerMemory memory) => memory.Sequence.Ref<Level>(_level).Jump != 0;

    /// <summary>Whether a label that was expected at 0 confirms the jump of the one before.</summary>
    public bool Confirms(LearnerMemory memory, double difference)
    {
        double jump = memory.Sequence.Ref<Level>(_level).Jump;
        return jump != 0 && Math.Abs(difference - jump) < Math.Abs(difference);
    }

    /// <summary>Doubts a label, or none any more.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="jump">How far it lies from what was expected; 0 for none.</param>
    public void Doubt(LearnerMemory memory, double jump) => memory.Sequence.Ref<Level>(_level).Jump = jump;

    /// <summary>Settles the level of the sequence.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="value">The level.</param>
    /// <param name="isShared">Whether new sequences begin with it.</param>
    public void Settle(LearnerMemory memory, double value, bool isShared)
    {
        ref var level = ref memory.Sequence.Ref<Level>(_level);
        (level.Value, level.IsOwn, level.Jump) = (value, 1, 0);
        if (isShared)
        {
            memory.State.View<double>(_shared)[0] = value;
        }
    }

    /// <summary>The level, whether it is the sequence's own, and the jump of the last label where that is doubted.</summary>
    private struct Level
    {
        public double Value;
        public double IsOwn;
        public double Jump;
    }
}
