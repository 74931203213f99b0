using System.Globalization;

namespace AdaptiveML.Benchmarks.Streams;

/// <summary>Streams of operations: what a journal costs, and what is there after a kill.</summary>
internal static class StreamsCommand
{
    public const string Usage = "streams cost|kill [TIMES [SEED]]|fuzz [CASES [SEED [FIRST]]]|fields [SEED]";

    public static bool Run(string[] args)
    {
        switch (args)
        {
            case ["cost"]:
                JournalCost.RunAsync().GetAwaiter().GetResult();
                return true;
            case ["kill", .. var rest] when Numbers(rest) is { } numbers:
                KillRace.RunAsync(numbers.Length > 0 ? numbers[0] : 100, numbers.Length > 1 ? numbers[1] : 1).GetAwaiter().GetResult();
                return true;
            case ["fuzz", .. var rest] when Numbers(rest) is { } numbers:
                FuzzRun.Run(numbers.Length > 0 ? numbers[0] : 10_000, numbers.Length > 1 ? numbers[1] : 1, numbers.Length > 2 ? numbers[2] : 0);
                return true;
            case ["fields", .. var rest] when Numbers(rest) is { } numbers:
                FieldRun.RunAsync(numbers.Length > 0 ? numbers[0] : 1).GetAwaiter().GetResult();
                return true;
            case ["write", var folder, var machine]:
                KillRace.WriteAsync(folder, machine).GetAwaiter().GetResult();
                return true;
            default:
                return false;
        }
    }

    /// <summary>Up to three whole numbers, or null where something else stands there.</summary>
    private static int[]? Numbers(string[] texts) =>
        texts.Length <= 3 && texts.All(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? [.. texts.Select(text => int.Parse(text, CultureInfo.InvariantCulture))]
            : null;
}
