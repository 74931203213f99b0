namespace AdaptiveML.Online;

/// <summary>The passes of several fits on end as those of one, of which the best is kept.</summary>
/// <param name="maximumPasses">Most passes of all fits.</param>
/// <param name="progress">Is told of every pass.</param>
internal sealed class TrialProgress(int maximumPasses, IProgress<TrainingProgress>? progress) : IProgress<TrainingProgress>
{
    private readonly List<TrainingProgress> _passes = [];

    /// <summary>One entry a pass.</summary>
    public IReadOnlyList<TrainingProgress> Passes => _passes;

    /// <summary>The loss of the best so far; a pass with a smaller one is the best from then on.</summary>
    public double Least { get; set; } = double.PositiveInfinity;

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        bool isBest = value.IsBest && !(value.ValidationLoss >= Least);
        Least = isBest ? value.ValidationLoss : Least;
        _passes.Add(value with { Pass = _passes.Count + 1, MaximumPasses = maximumPasses, IsBest = isBest });
        progress?.Report(_passes[^1]);
    }
}
