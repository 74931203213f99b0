using AdaptiveML.Learners.Tests;
using AdaptiveML.Learners.Trials;

namespace AdaptiveML.Benchmarks.Trials;

/// <summary>
/// What a trial's defaults do: false promotions where two models are equally good, and how soon a better one, or one beside a broken one, answers.
/// </summary>
internal static class TrialTables
{
    public const string Usage = "trial null [--trials N] [--first SEED]";

    private const int Rows = 3000;

    private static readonly TrialRules Pair = new() { Models = ["champion", "challenger"], Baseline = TrialBaseline.None };

    public static void Run(int trials, ulong first)
    {
        Console.WriteLine($"Equally good: share of {trials:N0} trials of {Rows:N0} rows in which the challenger came to answer, at level {Pair.Level}");
        foreach (string law in PairedLosses.Nulls)
        {
            int promoted = Changes(law, 0, trials, first).Count;
            var (low, high) = Interval(promoted, trials);
            Console.WriteLine($"{law,-14}{100.0 * promoted / trials,8:0.0} %   {100 * low:0.0} to {100 * high:0.0} %");
        }

        Console.WriteLine();
        Console.WriteLine($"Better by some deviations of the difference: share of {trials / 10:N0} trials in which it came to answer, and the median row");
        Console.WriteLine($"{"",-14}{string.Concat(Leads.Select(lead => $"{lead,16}"))}");
        foreach (string law in PairedLosses.Nulls.Take(5))
        {
            var cells = Leads.Select(lead => Changes(law, lead, trials / 10, first + (ulong)trials))
                .Select(rows => $"{1000.0 * rows.Count / trials:0} %, {(rows.Count > 0 ? rows[rows.Count / 2] : 0)}");
            Console.WriteLine($"{law,-14}{string.Concat(cells.Select(cell => $"{cell,16}"))}");
        }
    }

    private static double[] Leads { get; } = [0.1, 0.2, 0.5, 1];

    private static List<long> Changes(string law, double lead, int trials, ulong first)
    {
        var rows = Enumerable.Range(0, trials)
            .Select(trial => PairedLosses.FirstChange(new(Pair), PairedLosses.Rows(law, Rows, first + (ulong)trial, lead))?.Row)
            .OfType<long>()
            .ToList();
        rows.Sort();
        return rows;
    }

    /// <summary>Wilson's interval of 95 % for a share.</summary>
    private static (double Low, double High) Interval(int count, int of)
    {
        const double Z = 1.96;
        double share = (double)count / of, spread = Z * Z / of;
        double middle = (share + (spread / 2)) / (1 + spread);
        double half = Z * Math.Sqrt((share * (1 - share) / of) + (spread / of / 4)) / (1 + spread);
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}
