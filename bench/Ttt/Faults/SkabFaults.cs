using System.Globalization;

namespace AdaptiveML.Benchmarks.Ttt.Faults;

/// <summary>
/// The Skoltech Anomaly Benchmark: a water loop whose valve is closed for a while. A score learns from the first 400 rows of each file; its threshold comes
/// from those rows alone. Counted over all rows, as published.
/// </summary>
internal static class SkabFaults
{
    private const int Learnt = 400, Sensors = 8;

    public static void Run(string folder)
    {
        var files = Directory.GetFiles(Path.Combine(folder, "valve1"), "*.csv")
            .OrderBy(path => int.Parse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture)).Select(Read).ToArray();
        var clean = Read(Path.Combine(folder, "anomaly-free.csv"));
        (string Name, SkabFile[] Files)[] sets =
        [
            ("even files", [.. files.Where((_, i) => i % 2 == 0)]), ("odd files", [.. files.Where((_, i) => i % 2 == 1)]), ("all files", files),
        ];
        Console.WriteLine(
            $"F1, false alarms %, missed %: {string.Join(", ", sets.Select(set => $"{set.Files.Length} {set.Name}"))}; "
            + "alarms per 1,000 rows of the recording without a fault, learnt from its first 400 rows, its first half");
        foreach (var (name, create) in Contenders.All)
        {
            var cells = sets.Select(set => Count(set.Files, create)).Select(cell => $"{cell.F1,8:F2}{cell.FalseAlarms,5:F0}{cell.Missed,5:F0}");
            double first = Rate(clean.Rows, Learnt, create()), half = Rate(clean.Rows, clean.Rows.Length / 2, create());
            Console.WriteLine($"  {name,-16}{string.Concat(cells)}{first,10:F1}{half,8:F1}");
        }
    }

    private static (double F1, double FalseAlarms, double Missed) Count(SkabFile[] files, Func<IMonitor> create)
    {
        double right = 0, wrong = 0, missed = 0, quiet = 0;
        foreach (var file in files)
        {
            bool[] alarms = Alarms(file.Rows, Learnt, create());
            for (int row = 0; row < alarms.Length; row++)
            {
                (right, wrong, missed, quiet) = (alarms[row], file.IsFaulty[row]) switch
                {
                    (true, true) => (right + 1, wrong, missed, quiet),
                    (true, false) => (right, wrong + 1, missed, quiet),
                    (false, true) => (right, wrong, missed + 1, quiet),
                    _ => (right, wrong, missed, quiet + 1),
                };
            }
        }

        return (2 * right / ((2 * right) + wrong + missed), 100 * wrong / (wrong + quiet), 100 * missed / (right + missed));
    }

    /// <summary>The drift score at 3; others where they pass all of what they have learnt from.</summary>
    private static bool[] Alarms(float[][] rows, int learnt, IMonitor monitor)
    {
        monitor.Fit(rows[..learnt]);
        double[] scores = monitor.Follow(rows);
        double threshold = monitor is DriftMonitor ? 3 : scores[..learnt].Max();
        return [.. scores.Select(score => score > threshold)];
    }

    private static double Rate(float[][] rows, int learnt, IMonitor monitor) =>
        1000 * Alarms(rows, learnt, monitor).Skip(learnt).Average(alarm => alarm ? 1.0 : 0);

    private static SkabFile Read(string path)
    {
        string[][] lines = [.. File.ReadLines(path).Skip(1).Select(line => line.Split(';'))];
        return new(
            [.. lines.Select(line => line[1..(Sensors + 1)].Select(value => float.Parse(value, CultureInfo.InvariantCulture)).ToArray())],
            [.. lines.Select(line => line.Length > Sensors + 1 && line[Sensors + 1] == "1.0")]);
    }

    private sealed record SkabFile(float[][] Rows, bool[] IsFaulty);
}
