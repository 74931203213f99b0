using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>The passes of several fits on end as those of one, of which the best is kept.</summary>
/// <param name="trials">Number of fits.</param>
/// <param name="progress">Is told of every pass.</param>
internal sealed class TrialProgress(int trials, IProgress<TrainingProgress>? progress) : IProgress<TrainingProgress>
{
    private readonly List<TrainingProgress> _passes = [];
    private double _least = double.PositiveInfinity;

    /// <summary>One entry a pass.</summary>
    public IReadOnlyList<TrainingProgress> Passes => _passes;

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        bool isBest = value.IsBest && !(value.ValidationLoss >= _least);
        _least = isBest ? value.ValidationLoss : _least;
        _passes.Add(value with { Pass = _passes.Count + 1, MaximumPasses = trials * value.MaximumPasses, IsBest = isBest });
        progress?.Report(_passes[^1]);
    }
}
