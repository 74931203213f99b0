using AdaptiveML.Samples;

namespace MachineFleet;

/// <summary>A picture of the errors by rows seen of a machine, both on a logarithmic scale.</summary>
internal static class FleetChart
{
    private const int Width = 900, Height = 420, Top = 50, Bottom = 370, Right = 640, Bins = 24;
    private const double Lowest = 0.002, Highest = 1;

    private static readonly string[] Colours = ["#999999", "#3f7cac", "#6a994e", "#8e5ea2", "#222222", "#d1495b"];

    public static void Write(string path, MachineRow[] unseen, IReadOnlyList<(Contender Contender, double[] Errors)> races)
    {
        var svg = new Svg(Width, Height, "A machine that was not in the fit: error by how many of its rows have been seen");
        double variance = FleetTable.Variance(unseen), last = unseen.Max(row => row.Seen) + 1;
        double X(double seen) => Svg.Left + ((Right - Svg.Left) * Math.Log(seen) / Math.Log(last));
        double Y(double error) => Bottom - ((Bottom - Top) * Math.Log(Math.Clamp(error, Lowest, Highest) / Lowest) / Math.Log(Highest / Lowest));
        foreach (double error in (double[])[0.01, 0.1, 1])
        {
            svg.AddTick(Y(error), Right, $"{error}");
        }

        foreach (int seen in (int[])[1, 3, 10, 30, 100, 300])
        {
            svg.Add($"<text x='{X(seen):F1}' y='{Bottom + 18}' text-anchor='middle' fill='#555'>{seen}</text>");
        }

        svg.Add($"<text x='{Svg.Left}' y='{Bottom + 38}' fill='#555'>rows seen of the machine; LightGBM sees the row with:</text>");
        for (int i = 0; i < races.Count; i++)
        {
            var points = Curve(unseen, races[i].Errors, last).Select(point => (X(point.Seen), Y(point.Error / variance))).ToArray();
            svg.AddCurve(Colours[i], 1.8, points);
            svg.Add($"<text x='{Right + 12}' y='{Top + 20 + (22 * i)}' fill='{Colours[i]}'>— {races[i].Contender.Name}</text>");
        }

        svg.Write(path);
    }

    /// <summary>Mean errors of stretches of equal ratio.</summary>
    private static IEnumerable<(double Seen, double Error)> Curve(MachineRow[] unseen, double[] errors, double last) => unseen
        .Select((row, i) => (Seen: row.Seen + 1, Error: errors[i]))
        .GroupBy(row => Math.Floor(Bins * Math.Log(row.Seen) / Math.Log(last + 1)))
        .OrderBy(bin => bin.Key)
        .Select(bin => (Math.Exp(bin.Average(row => Math.Log(row.Seen))), bin.Average(row => row.Error)));
}
