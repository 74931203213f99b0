using System.Diagnostics;
using System.Globalization;

namespace AdaptiveML.Benchmarks.Streams;

/// <summary>Times what is done row by row, and prints a line of a table.</summary>
internal static class CostTable
{
    private const int Parts = 20;

    /// <summary>Prints microseconds a row: the least of twenty equal parts of the rows, since the first of them wait for the compiler.</summary>
    public static void Row(string name, int rows, Action<int> row)
    {
        var least = TimeSpan.MaxValue;
        for (int part = 0; part < Parts; part++)
        {
            var watch = Stopwatch.StartNew();
            for (int i = part * rows / Parts; i < (part + 1) * rows / Parts; i++)
            {
                row(i);
            }

            least = TimeSpan.FromTicks(Math.Min(least.Ticks, watch.Elapsed.Ticks));
        }

        Print(name, least / (rows / Parts));
    }

    public static void Print(string name, TimeSpan time) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-55} {time.TotalMicroseconds,9:0.00}"));

    /// <summary>Waits for a commit.</summary>
    public static void Wait(ValueTask commit)
    {
        if (!commit.IsCompletedSuccessfully)
        {
            commit.AsTask().GetAwaiter().GetResult();
        }
    }
}
