namespace AdaptiveML.Trainers;

/// <summary>A forecast of one value, and what it is judged beside.</summary>
/// <param name="Value">The forecast.</param>
/// <param name="Lower">Lower bound of its interval; NaN for none.</param>
/// <param name="Upper">Upper bound.</param>
/// <param name="LastValue">The last value known where it was made; NaN for none.</param>
/// <param name="SeasonAgo">The value at its place in the last season known there; NaN for none.</param>
internal readonly record struct JudgedForecast(double Value, double Lower, double Upper, double LastValue, double SeasonAgo);
