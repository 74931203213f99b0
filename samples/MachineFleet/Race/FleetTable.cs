using System.Globalization;

namespace MachineFleet;

/// <summary>Mean squared errors by how many rows of a machine have been seen, in variances of the readings.</summary>
internal sealed class FleetTable(MachineRow[] unseen)
{
    private static readonly (string Name, int From, int To)[] Spans =
        [("rows 1–10", 0, 10), ("11–30", 10, 30), ("31–100", 30, 100), ("later", 100, int.MaxValue)];

    private readonly double _variance = Variance(unseen);

    /// <summary>That of the readings.</summary>
    public static double Variance(MachineRow[] rows) => rows.Average(row => row.Reading * row.Reading) - Math.Pow(rows.Average(row => row.Reading), 2);

    public void PrintHeading()
    {
        Console.WriteLine($"{unseen.Length} rows of machines that were not in the fit; LightGBM sees the row with:");
        Print("", Spans.Select(span => span.Name));
        Print("---", Spans.Select(_ => "--:"));
    }

    public void Print(Contender contender, double[] errors) => Print(contender.Name, Spans.Select(span =>
    {
        double error = errors.Where((_, i) => unseen[i].Seen >= span.From && unseen[i].Seen < span.To).Average() / _variance;
        return error.ToString("F4", CultureInfo.InvariantCulture);
    }));

    private static void Print(string name, IEnumerable<string> cells) => Console.WriteLine($"| {name} | {string.Join(" | ", cells)} |");
}
