using AdaptiveML.Learners.Continual;
using AdaptiveML.Pipeline;

namespace AdaptiveML.Estimators;

/// <summary>What <see cref="DataContinualTrainer"/> has fitted, in figures.</summary>
public sealed class DataContinualModelParameters : OnlineModelParameters
{
    internal DataContinualModelParameters(OnlineModel model, ContinualLearner<float> learner)
        : base(model, learner) => Tasks = ContinualTasks.BySlots(learner.Tasks, model.Columns.Classes!);

    /// <summary>The tasks learnt, in order: their rows, and their classes, which are places in <see cref="OnlineModelParameters.ClassNames"/>.</summary>
    public IReadOnlyList<LearntTask> Tasks { get; }
}
