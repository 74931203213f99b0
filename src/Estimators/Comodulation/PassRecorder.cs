using AdaptiveML.Online;

namespace AdaptiveML.Estimators;

/// <summary>Keeps what a fit tells of its passes, and hands it on.</summary>
/// <param name="further">Who else is told, or null.</param>
internal sealed class PassRecorder(IProgress<TrainingProgress>? further) : IProgress<TrainingProgress>
{
    private readonly List<TrainingProgress> _passes = [];

    /// <summary>The passes so far.</summary>
    public IReadOnlyList<TrainingProgress> Passes => _passes;

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        _passes.Add(value);
        further?.Report(value);
    }
}
