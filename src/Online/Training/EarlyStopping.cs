namespace AdaptiveML.Online;

/// <summary>The passes of a fit, of which the best is kept; after some without a better one no more are made.</summary>
/// <param name="maximumPasses">Most passes.</param>
/// <param name="patience">Passes without a better one after which the fit stops.</param>
/// <param name="progress">Is told of every pass.</param>
internal sealed class EarlyStopping(int maximumPasses, int patience, IProgress<TrainingProgress>? progress)
{
    private readonly List<TrainingProgress> _passes = [];
    private double _least = double.PositiveInfinity;
    private int _sinceBest;

    /// <summary>One entry a pass.</summary>
    public IReadOnlyList<TrainingProgress> Passes => _passes;

    /// <summary>Whether there is to be another pass.</summary>
    public bool GoesOn => _passes.Count < maximumPasses && _sinceBest < patience;

    /// <summary>Takes a pass in. Gives whether it is the best so far.</summary>
    /// <param name="trainingLoss">Mean loss of the rows that it learnt.</param>
    /// <param name="validationLoss">Mean loss of the rows held back; null where there are none to judge by, and the last pass is the best.</param>
    public bool Add(double trainingLoss, double? validationLoss)
    {
        bool isBest = validationLoss is not { } loss || loss < _least;
        _least = isBest ? validationLoss ?? double.NaN : _least;
        _sinceBest = isBest ? 0 : _sinceBest + 1;
        _passes.Add(new(_passes.Count + 1, maximumPasses, trainingLoss, validationLoss ?? double.NaN, isBest));
        progress?.Report(_passes[^1]);
        return isBest;
    }
}
