using System.Globalization;

namespace AdaptiveML.Benchmarks.Ttt.Faults;

/// <summary>
/// Faults put into a gas turbine's hours: 150 rows of one column after another. How well scores tell the rows in a fault from the whole year without one, and
/// how many faults pass what one row in 1,000 of that year passes.
/// </summary>
internal static class TurbineFaults
{
    private const int Length = 150, Apart = 1200, First = 400;

    private static readonly (string Name, Func<Fault, float> Make)[] Kinds =
    [
        ("offset", fault => fault.Value(0) + (3 * fault.Deviation)),
        ("stuck", fault => fault.Value(-1 - fault.Row)),
        ("sign", fault => (2 * fault.Mean) - fault.Value(0)),
        ("delay", fault => fault.Value(-10)),
        ("ramp", fault => fault.Value(0) + (3 * fault.Deviation * (fault.Row + 1) / Length)),
        ("exchanged", fault => fault.Rows[(fault.Start + fault.Row + (fault.Rows.Length / 2)) % fault.Rows.Length][fault.Column]),
    ];

    public static void Run(string folder)
    {
        int[][] fits = [[2011, 2012], [2011, 2012, 2013]];
        foreach (int[] fit in fits)
        {
            Run(Read(folder, fit), Read(folder, [fit[^1] + 1]), $"Fitted to {fit[0]}-{fit[^1]}, asked about {fit[^1] + 1}");
        }
    }

    private static void Run(float[][] fit, float[][] year, string title)
    {
        Console.WriteLine($"{title}: area under the curve; share of faults found at one false alarm in 1,000 rows of that year");
        Console.WriteLine($"  {"",-16}{string.Concat(Kinds.Select(kind => $"{kind.Name,14}"))}   false alarms per 1,000 at the fit's 99.9 %");
        foreach (var (name, create) in Contenders.All)
        {
            var monitor = create();
            monitor.Fit(fit);
            double usual = Contenders.Quantile(monitor.Follow(fit), 0.999);
            usual = monitor is DriftMonitor ? 3 : usual;
            double[] clean = monitor.Copy().GoOn(year);
            double threshold = Contenders.Quantile(clean, 0.999);
            var scores = Kinds.Select(kind => InFaults(monitor.Copy(), fit, year, kind.Make)).ToArray();
            var cells = scores.Select(kind =>
                $"{Curve.Area([.. kind.SelectMany(fault => fault)], clean),7:F3} "
                + $"{kind.Average(fault => fault.Any(score => score > threshold) ? 1.0 : 0),6:P0}");
            Console.WriteLine($"  {name,-16}{string.Concat(cells)}{1000.0 * clean.Count(score => score > usual) / clean.Length,10:F1}");
        }
    }

    /// <summary>The scores in each fault, of a monitor that has followed the year up to it.</summary>
    private static List<double[]> InFaults(IMonitor monitor, float[][] fit, float[][] year, Func<Fault, float> make)
    {
        var places = Enumerable.Range(0, year[0].Length)
            .SelectMany(column => Enumerable.Range(0, year.Length / Apart).Select(i => (Start: First + (37 * column) + (i * Apart), Column: column)))
            .Where(place => place.Start + Length < year.Length).Order();
        List<double[]> scores = [];
        int row = 0;
        foreach (var (start, column) in places)
        {
            monitor.GoOn(year[row..start]);
            row = start;
            double mean = fit.Average(usual => usual[column]), deviation = Math.Sqrt(fit.Average(usual => (usual[column] - mean) * (usual[column] - mean)));
            var fault = new Fault(year, column, start, 0, (float)mean, (float)deviation);
            scores.Add(monitor.Copy().GoOn(Enumerable.Range(0, Length).Select(after => With(fault with { Row = after }, make))));
        }

        return scores;
    }

    private static float[] With(Fault fault, Func<Fault, float> make)
    {
        float[] row = [.. fault.Rows[fault.Start + fault.Row]];
        row[fault.Column] = make(fault);
        return row;
    }

    private static float[][] Read(string folder, int[] years) =>
    [
        .. years.SelectMany(year => File.ReadLines(Path.Combine(folder, $"gt_{year}.csv")).Skip(1))
            .Select(line => line.Split(',').Select(value => float.Parse(value, CultureInfo.InvariantCulture)).ToArray()),
    ];

    /// <summary>Where a fault is.</summary>
    private sealed record Fault(float[][] Rows, int Column, int Start, int Row, float Mean, float Deviation)
    {
        /// <summary>The column's true value so many rows from here.</summary>
        public float Value(int offset) => Rows[Start + Row + offset][Column];
    }
}
