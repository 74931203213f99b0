using System.Globalization;

namespace AdaptiveML.Benchmarks.Sensing;

/// <summary>What is tried for the LRU regressor's scale.</summary>
internal static class RegressorCandidates
{
    /// <summary>Half-lives in rows; null for the scale of the fit.</summary>
    public static IReadOnlyList<double?> HalfLives { get; } = [null, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000];

    public static string Name(double? halfLife) =>
        $"{(halfLife is { } rows ? string.Create(CultureInfo.InvariantCulture, $"half-life {rows} rows") : "scale of the fit"),-24}";
}
