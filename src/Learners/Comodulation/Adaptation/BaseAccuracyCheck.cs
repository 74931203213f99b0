namespace AdaptiveML.Learners.Comodulation;

/// <summary>A base on the same rows before and after a task was learnt: nothing is forgotten where the two are equal, and they always are.</summary>
/// <param name="Before">Before.</param>
/// <param name="After">Afterwards.</param>
public sealed record BaseAccuracyCheck(ClassificationMetrics Before, ClassificationMetrics After);
