namespace AdaptiveML.Learners.Comodulation;

/// <summary>A held-back primary task learnt from a few rows by every method.</summary>
/// <param name="Task">The task; trials of one task share its rows.</param>
/// <param name="Errors">1 − balanced accuracy on further rows, from 0 to 1, of each setting of each of <see cref="MethodPrior.Methods"/>.</param>
internal sealed record MethodTrial(int Task, double[][] Errors);
