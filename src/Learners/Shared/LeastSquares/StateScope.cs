using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>Where a part keeps what it learns: with what all sequences share, or with each sequence.</summary>
/// <param name="Layout">To which its fields are added.</param>
/// <param name="IsSequences">Whether each sequence has its own.</param>
internal readonly record struct StateScope(Layout Layout, bool IsSequences)
{
    /// <summary>The home that options ask for.</summary>
    public static StateScope Of(MachineLayout<double> layout, bool isShared) => isShared ? new(layout.State, false) : new(layout.Sequence, true);

    /// <summary>The fields at the present row.</summary>
    public FlatBuffer In(LearnerMemory memory) => IsSequences ? memory.Sequence : memory.State;

    /// <summary>The fields with which a fresh memory, or each of its sequences, begins.</summary>
    public FlatBuffer Fresh(LearnerMemory memory) => IsSequences ? memory.Blank : memory.State;
}
