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

    /// <exception cref="ArgumentException">The learner is of another shape. Layouts have room for further classes, so that their number counts too.</exception>
    internal void CopyTo(IOnlineLearner<float> target)
    {
        if (_learner.OutputSize != target.OutputSize || !_learner.Memory.HasLayoutsOf(target.Memory))
        {
            throw new ArgumentException("The snapshot is of a learner of another shape.");
        }

        target.Memory.CopyFrom(_learner.Memory);
    }
}
