namespace AdaptiveML.Online;

/// <summary>How far a fit has come.</summary>
/// <param name="Pass">The pass just made, from 1.</param>
/// <param name="MaximumPasses">Most passes there will be.</param>
/// <param name="TrainingLoss">Mean loss of the pass, each row predicted before it was learnt from.</param>
/// <param name="ValidationLoss">Mean loss over the rows held back, parameters frozen; NaN without validation.</param>
/// <param name="IsBest">Whether it is the best pass so far.</param>
public readonly record struct TrainingProgress(int Pass, int MaximumPasses, double TrainingLoss, double ValidationLoss, bool IsBest);
