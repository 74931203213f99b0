using AdaptiveML.Learners.Continual;
using AdaptiveML.Pipeline;

namespace AdaptiveML.Estimators;

/// <summary>What <see cref="DataContinualTrainer"/> has fitted, in figures.</summary>
public sealed class DataContinualModelParameters : OnlineModelParameters
{
    internal DataContinualModelParameters(OnlineModel model, ContinualLearner<float> learner)
        : base(model, learner) => Tasks = learner.Tasks;

    /// <summary>The tasks learnt, in order: their classes and rows.</summary>
    public IReadOnlyList<LearntTask> Tasks { get; }
}
