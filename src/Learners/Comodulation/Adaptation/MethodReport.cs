namespace AdaptiveML.Learners.Comodulation;

/// <summary>A method on rows that it had not learnt.</summary>
/// <param name="Method">The method.</param>
/// <param name="Metrics">Its figures.</param>
public sealed record MethodReport(AdaptationMethod Method, ClassificationMetrics Metrics);
