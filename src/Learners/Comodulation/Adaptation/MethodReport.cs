namespace AdaptiveML.Learners.Comodulation;

/// <summary>An arm on rows that it had not learnt.</summary>
/// <param name="Method">The arm.</param>
/// <param name="Metrics">Its figures.</param>
public sealed record MethodReport(AdaptationMethod Method, ClassificationMetrics Metrics);
