using AdaptiveML.Streams;
using AdaptiveML.Streams.Tests;

namespace AdaptiveML.Benchmarks.Alarms;

/// <summary>What each detector's defaults do: false alarms on streams without a change, and the delay of those that a change raises.</summary>
internal static class AlarmTables
{
    public const string Usage = "alarms [--seeds N]";

    private const ulong FirstSeed = 1000;

    private const int NullRows = 10_000, Rows = 2000, From = 1000;

    public static void Run(int seeds)
    {
        Console.WriteLine($"False alarms per 1,000 rows, {seeds} seeds of {NullRows:N0} rows; the worst seed in brackets");
        Console.WriteLine($"{"",-14}{string.Concat(Signals.Nulls.Select(name => $"{name,16}"))}");
        foreach (string detector in Detectors.Names)
        {
            Console.WriteLine($"{detector,-14}{string.Concat(Signals.Nulls.Select(stream => $"{FalseAlarms(detector, stream, seeds),16}"))}");
        }

        Console.WriteLine();
        Console.WriteLine($"A change at row {From:N0} of {Rows:N0}: share of {10 * seeds} seeds that alarm behind it, and the median delay in rows");
        Console.WriteLine($"{"",-14}{string.Concat(Signals.Changes.Append("errors 10→30 %").Select(name => $"{name,16}"))}");
        foreach (string detector in Detectors.Names)
        {
            var cells = Signals.Changes.Append("errors").Select(change => Delay(detector, change, 10 * seeds));
            Console.WriteLine($"{detector,-14}{string.Concat(cells.Select(cell => $"{cell,16}"))}");
        }
    }

    private static string FalseAlarms(string name, string stream, int seeds)
    {
        if (!Detectors.IsFor(name, stream))
        {
            return "–";
        }

        long[] alarms = [.. Enumerable.Range(1, seeds).Select(seed => Alarms(Detectors.New(name), Signals.Null(stream, NullRows, FirstSeed + (ulong)seed)))];
        return $"{alarms.Average() * 1000 / NullRows:0.00} [{alarms.Max() * 1000.0 / NullRows:0.0}]";
    }

    private static long Alarms(ChangeDetector detector, double[] values)
    {
        foreach (double value in values)
        {
            detector.Observe(value);
        }

        return detector.Alarms;
    }

    private static string Delay(string name, string change, int seeds)
    {
        if (!Detectors.IsFor(name, change))
        {
            return "–";
        }

        List<int> delays = [];
        for (int seed = 1; seed <= seeds; seed++)
        {
            ulong number = FirstSeed + (ulong)seed;
            double[] values = change == "errors" ? Signals.MoreErrors(Rows, From, number) : Signals.Changed(change, Rows, From, number);
            var detector = Detectors.New(name);
            for (int row = 0; row < Rows; row++)
            {
                if (detector.Observe(values[row]) && row >= From)
                {
                    delays.Add(row - From + 1);
                    break;
                }
            }
        }

        delays.Sort();
        string median = delays.Count > 0 ? $"{delays[delays.Count / 2]}" : "–";
        return $"{100.0 * delays.Count / seeds:0} %, {median}";
    }
}
