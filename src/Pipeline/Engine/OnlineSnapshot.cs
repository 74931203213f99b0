using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>All of an engine's learner at one moment, to go back to.</summary>
public sealed class OnlineSnapshot
{
    private readonly IOnlineLearner<float> _learner;

    internal OnlineSnapshot(IOnlineLearner<float> source, ClassLabels? classes) => (_learner, Classes) = (source.Clone(), classes);

    /// <summary>The classes that the learner knew.</summary>
    internal ClassLabels? Classes { get; }

    internal IOnlineLearner<float> CreateLearner() => _learner.Clone();

    internal void CopyTo(LearnerMemory target)
    {
        if (!_learner.Memory.HasLayoutsOf(target))
        {
            throw new ArgumentException("The snapshot is of a learner of another shape.");
        }

        target.CopyFrom(_learner.Memory);
    }
}
