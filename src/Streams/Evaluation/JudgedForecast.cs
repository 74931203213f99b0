namespace AdaptiveML.Streams;

/// <summary>A forecast of one value, what it is judged beside, and what came.</summary>
/// <param name="Step">How many rows ahead, from 0 for one.</param>
/// <param name="Series">Which series.</param>
/// <param name="Value">The forecast, finite.</param>
/// <param name="Lower">Lower bound of its interval; NaN for none.</param>
/// <param name="Upper">Upper bound.</param>
/// <param name="LastValue">The last value known where it was made; NaN for none.</param>
/// <param name="SeasonAgo">The value at its place in the last season known there; NaN for none.</param>
/// <param name="Target">What came, finite.</param>
internal readonly record struct JudgedForecast(
    int Step, int Series, double Value, double Lower, double Upper, double LastValue, double SeasonAgo, double Target);
