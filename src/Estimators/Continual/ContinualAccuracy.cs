using AdaptiveML.Learners.Continual;

namespace AdaptiveML.Estimators;

/// <summary>How a classifier came through its tasks, in one protocol.</summary>
/// <param name="Accuracies">R[t][j]: the accuracy on task j's test rows after task t was learnt.</param>
/// <param name="Joint">The accuracies of a model that was given all tasks at once, or null.</param>
public sealed record ContinualAccuracy(AccuracyMatrix Accuracies, IReadOnlyList<double>? Joint = null)
{
    /// <inheritdoc cref="AccuracyMatrix.AverageAccuracy"/>
    public double AverageAccuracy => Accuracies.AverageAccuracy;

    /// <inheritdoc cref="AccuracyMatrix.RowWeightedAccuracy"/>
    public double RowWeightedAccuracy => Accuracies.RowWeightedAccuracy;

    /// <inheritdoc cref="AccuracyMatrix.AverageIncrementalAccuracy"/>
    public double AverageIncrementalAccuracy => Accuracies.AverageIncrementalAccuracy;

    /// <inheritdoc cref="AccuracyMatrix.LearningAccuracy"/>
    public double LearningAccuracy => Accuracies.LearningAccuracy;

    /// <inheritdoc cref="AccuracyMatrix.BackwardTransfer"/>
    public double BackwardTransfer => Accuracies.BackwardTransfer;

    /// <inheritdoc cref="AccuracyMatrix.Forgetting"/>
    public double Forgetting => Accuracies.Forgetting;

    /// <summary>mean_{j ≥ 1} (R[j−1][j] − r_j), where r_j = 0: a model that has learnt nothing knows no class, and names none.</summary>
    public double ForwardTransfer => Accuracies.ForwardTransfer(new double[Accuracies.Tasks]);

    /// <summary>mean_j (joint_j − R[j][j]); null where there is no joint model.</summary>
    public double? Intransigence => Joint is null ? null : Accuracies.Intransigence(Joint);
}
