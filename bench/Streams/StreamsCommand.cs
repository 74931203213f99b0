using System.Globalization;

namespace AdaptiveML.Benchmarks.Streams;

/// <summary>Streams of operations: what a journal costs, and what is there after a kill.</summary>
internal static class StreamsCommand
{
    public const string Usage = "streams cost|kill [TIMES]";

    public static bool Run(string[] args)
    {
        switch (args)
        {
            case ["cost"]:
                JournalCost.RunAsync().GetAwaiter().GetResult();
                return true;
            case ["kill"]:
                KillRace.RunAsync(100).GetAwaiter().GetResult();
                return true;
            case ["kill", var times]:
                KillRace.RunAsync(int.Parse(times, CultureInfo.InvariantCulture)).GetAwaiter().GetResult();
                return true;
            case ["write", var folder]:
                KillRace.WriteAsync(folder).GetAwaiter().GetResult();
                return true;
            default:
                return false;
        }
    }
}
