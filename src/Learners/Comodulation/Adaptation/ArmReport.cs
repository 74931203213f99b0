namespace AdaptiveML.Learners.Comodulation;

/// <summary>An arm on rows that it had not learnt.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Metrics">Its figures.</param>
public sealed record ArmReport(AdaptationArm Arm, ClassificationMetrics Metrics);
