namespace LoadForecast;

/// <summary>What was forecast from each hour after the fit, before anything was known of those to come.</summary>
/// <param name="Forecasts">By hour: the forecast.</param>
/// <param name="Lower">The lower bounds of its intervals.</param>
/// <param name="Upper">The upper bounds.</param>
/// <param name="Weights">The mean weights of the experts at the end, by name.</param>
internal sealed record Run(float[][] Forecasts, float[][] Lower, float[][] Upper, IReadOnlyList<(string Name, float Weight)> Weights);
