using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>All of an engine's learner at one moment, to go back to.</summary>
public sealed class OnlineSnapshot
{
    private readonly LearnerMemory _memory;

    internal OnlineSnapshot(LearnerMemory source) => _memory = source.Copy();

    internal void CopyTo(LearnerMemory target)
    {
        if (!_memory.HasLayoutsOf(target))
        {
            throw new ArgumentException("The snapshot is of a learner of another shape.");
        }

        target.CopyFrom(_memory);
    }
}
