using AdaptiveML.Learners.Continual;

namespace AdaptiveML.Estimators;

/// <summary>How a classifier came through its tasks, in one protocol.</summary>
public sealed class ContinualAccuracy
{
    private readonly AccuracyMatrix _accuracies;

    internal ContinualAccuracy(AccuracyMatrix accuracies, IReadOnlyList<double>? joint) => (_accuracies, Joint) = (accuracies, joint);

    /// <summary>Number of tasks.</summary>
    public int Tasks => _accuracies.Tasks;

    /// <summary>R[t][j]: the accuracy on task j's test rows after task t was learnt.</summary>
    public double this[int after, int on] => _accuracies[after, on];

    /// <summary>The accuracies of a model that was given all tasks at once, or null.</summary>
    public IReadOnlyList<double>? Joint { get; }

    /// <inheritdoc cref="AccuracyMatrix.AverageAccuracy"/>
    public double AverageAccuracy => _accuracies.AverageAccuracy;

    /// <inheritdoc cref="AccuracyMatrix.RowWeightedAccuracy"/>
    public double RowWeightedAccuracy => _accuracies.RowWeightedAccuracy;

    /// <inheritdoc cref="AccuracyMatrix.AverageIncrementalAccuracy"/>
    public double AverageIncrementalAccuracy => _accuracies.AverageIncrementalAccuracy;

    /// <inheritdoc cref="AccuracyMatrix.LearningAccuracy"/>
    public double LearningAccuracy => _accuracies.LearningAccuracy;

    /// <inheritdoc cref="AccuracyMatrix.BackwardTransfer"/>
    public double BackwardTransfer => _accuracies.BackwardTransfer;

    /// <inheritdoc cref="AccuracyMatrix.Forgetting"/>
    public double Forgetting => _accuracies.Forgetting;

    /// <summary>mean_{j ≥ 1} (R[j−1][j] − r_j), where r_j = 0: a model that has learnt nothing knows no class, and names none.</summary>
    public double ForwardTransfer => _accuracies.ForwardTransfer(new double[_accuracies.Tasks]);

    /// <summary>mean_j (joint_j − R[j][j]); null where there is no joint model.</summary>
    public double? Intransigence => Joint is null ? null : _accuracies.Intransigence(Joint);
}
