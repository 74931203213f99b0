using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruRegression;

/// <summary>
/// The level of a sequence's labels, which is taken out of them before anything else sees them, so that a level that shifts and stays leaves all that was
/// learnt as it was.
/// </summary>
/// <remarks>
/// <para>A label that lies far from all that was expected is a fault or a new level. The next label decides: it is nearer to one of them. Until then estimates
/// stand between the two, by the share of the doubts so far that turned out to be levels (P. Harrison and C. Stevens, "Bayesian forecasting", Journal of the
/// Royal Statistical Society B 38, 1976, weigh the two likewise); at first they stand where they stood.</para>
/// <para>A sequence begins with the level that was found last in any.</para>
/// </remarks>
internal sealed class LabelLevel
{
    /// <summary>What a doubt counts at the next one.</summary>
    private const double Kept = 0.9;

    private readonly Field _level;
    private readonly Field _shared;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    public LabelLevel(MachineLayout<double> layout)
    {
        _level = layout.Sequence.AddStruct<Level, double>("label.level");
        _shared = layout.State.AddStruct<Shared, double>("label.shared_level");
    }

    /// <summary>The level in force, in standardised units.</summary>
    public double Value(LearnerMemory memory)
    {
        ref readonly var level = ref memory.Sequence.Ref<Level>(_level);
        return level.IsOwn == 1 ? level.Value : memory.State.Ref<Shared>(_shared).Value;
    }

    /// <summary>What is added to an estimate while the last label is doubted.</summary>
    public double Hedge(LearnerMemory memory)
    {
        ref readonly var shared = ref memory.State.Ref<Shared>(_shared);
        return memory.Sequence.Ref<Level>(_level).Jump * shared.Levels / (shared.Doubts + 1);
    }

    /// <summary>How far the last label lay from what was expected, where it is doubted; else 0.</summary>
    public double Jump(LearnerMemory memory) => memory.Sequence.Ref<Level>(_level).Jump;

    /// <summary>Whether a label that was expected at 0 confirms the jump of the one before.</summary>
    public bool Confirms(LearnerMemory memory, double difference)
    {
        double jump = memory.Sequence.Ref<Level>(_level).Jump;
        return jump != 0 && Math.Abs(difference - jump) < Math.Abs(difference);
    }

    /// <summary>Doubts a label.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="jump">How far it lies from what was expected.</param>
    /// <param name="isShared">Whether it counts for other sequences too.</param>
    public void Doubt(LearnerMemory memory, double jump, bool isShared)
    {
        memory.Sequence.Ref<Level>(_level).Jump = jump;
        if (isShared)
        {
            ref var shared = ref memory.State.Ref<Shared>(_shared);
            (shared.Doubts, shared.Levels) = ((Kept * shared.Doubts) + 1, Kept * shared.Levels);
        }
    }

    /// <summary>Settles the level of the sequence.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="value">The level.</param>
    /// <param name="isShared">Whether new sequences begin with it.</param>
    public void Settle(LearnerMemory memory, double value, bool isShared)
    {
        ref var level = ref memory.Sequence.Ref<Level>(_level);
        bool isNew = level.IsOwn == 1 && level.Value != value;
        (level.Value, level.IsOwn, level.Jump) = (value, 1, 0);
        if (isShared)
        {
            ref var shared = ref memory.State.Ref<Shared>(_shared);
            shared.Value = value;
            shared.Levels += isNew ? 1 : 0;
        }
    }

    /// <summary>The level that was found last, the labels that were doubted, and those of them that were a new level; older ones count less.</summary>
    private struct Shared
    {
        public double Value;
        public double Doubts;
        public double Levels;
    }

    /// <summary>The level, whether it is the sequence's own, and the jump of the last label where that is doubted.</summary>
    private struct Level
    {
        public double Value;
        public double IsOwn;
        public double Jump;
    }
}
