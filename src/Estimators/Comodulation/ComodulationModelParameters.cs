using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Pipeline;

namespace AdaptiveML.Estimators;

/// <summary>What <see cref="ComodulationClassificationTrainer"/> has fitted, in figures.</summary>
public sealed class ComodulationModelParameters : OnlineModelParameters
{
    internal ComodulationModelParameters(OnlineModel model, ComodulationLearner<float> learner)
        : base(model, learner) =>
        (HiddenSizes, Tasks, ActiveTask) = ([.. learner.Configuration.Options.HiddenSizes], learner.Configuration.Tasks, learner.Configuration.Active);

    /// <summary>Units of each hidden layer of the base, from the input on.</summary>
    public IReadOnlyList<int> HiddenSizes { get; }

    /// <summary>The tasks, in the order in which they were learnt; how each was learnt, and the quality of what was.</summary>
    public IReadOnlyList<TaskDescriptor> Tasks { get; }

    /// <summary>The task that all rows are taken for; null where rows name theirs, or are of the base.</summary>
    public string? ActiveTask { get; }
}
