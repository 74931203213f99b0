using System.Numerics;

namespace AdaptiveML.Learners.Continual;

/// <summary>How a learner came through a sequence of tasks, in both protocols side by side.</summary>
/// <param name="ClassIncremental">Task-free: all classes known compete.</param>
/// <param name="TaskIncremental">Task-aware: it is said which task a row is of. For a task not yet learnt it is the task-free accuracy.</param>
/// <param name="Learner">The learner after the last task.</param>
internal sealed record ContinualReport<T>(AccuracyMatrix ClassIncremental, AccuracyMatrix TaskIncremental, ContinualLearner<T> Learner)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
