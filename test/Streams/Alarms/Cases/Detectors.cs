namespace AdaptiveML.Streams.Tests;

/// <summary>Every detector with its defaults.</summary>
internal static class Detectors
{
    public static IReadOnlyList<string> Names { get; } = ["ADWIN", "Page-Hinkley", "DDM", "KSWIN", "CUSUM", "conformal"];

    public static ChangeDetector New(string name) => name switch
    {
        "ADWIN" => new AdwinDetector(),
        "Page-Hinkley" => new PageHinkleyDetector(),
        "DDM" => new DdmDetector(),
        "KSWIN" => new KswinDetector(),
        "CUSUM" => new CusumDetector(),
        "conformal" => new ConformalDetector(),
        _ => throw new ArgumentException($"There is no detector '{name}'.", nameof(name)),
    };

    /// <summary>Whether a detector is meant for a stream: DDM is for errors, all others are for any.</summary>
    public static bool IsFor(string name, string stream) => name != "DDM" || stream.StartsWith("errors", StringComparison.Ordinal);
}
