using System.Diagnostics;
using System.Globalization;

namespace AdaptiveML.Benchmarks.Continual;

/// <summary>Classifiers row by row on a stream whose law changes: answer, be told the class, learn.</summary>
internal static class StreamRace
{
    /// <summary>How the command is written.</summary>
    public const string Usage = "continual stream elec2|outdoor|abrupt|gradual|recurring|constant [--data FOLDER] [SEEDS [NAME]]";

    private const int FitRows = 500;

    /// <summary>Runs the command; gives whether it is one.</summary>
    public static bool Run(string[] arguments)
    {
        switch (arguments)
        {
            case ["elec2" or "outdoor", "--data", var folder, .. var rest] when rest.Length <= 2:
                Run(arguments[0], folder, rest);
                return true;
            case ["abrupt" or "gradual" or "recurring" or "constant", .. var rest] when rest.Length <= 2:
                Run(arguments[0], "", rest);
                return true;
            default:
                return false;
        }
    }

    private static void Run(string set, string folder, string[] rest) =>
        Run(set, folder, rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 5, rest.Length > 1 ? rest[1] : "");

    /// <summary>Runs the race.</summary>
    /// <param name="set">The set.</param>
    /// <param name="folder">Where the files of a recorded one lie.</param>
    /// <param name="seeds">How many seeds.</param>
    /// <param name="only">Part of the names of the contenders that run, or nothing for all.</param>
    private static void Run(string set, string folder, int seeds, string only)
    {
        Console.WriteLine($"{set}, {seeds} seeds, %, behind {FitRows} rows to fit: accuracy and its deviation, κ, κ temporal; µs a row");
        foreach (var (name, run) in StreamContenders.All.Where(contender => contender.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            List<StreamScore> scores = [];
            var watch = new Stopwatch();
            long answered = 0;
            for (ulong seed = 1; seed <= (ulong)seeds; seed++)
            {
                var rows = StreamSets.Read(set, folder, seed);
                watch.Start();
                int[] answers = run(rows, FitRows, seed);
                watch.Stop();
                answered += answers.Length;
                scores.Add(StreamScore.Of([.. rows.Skip(FitRows).Select(row => row.Label)], answers));
            }

            double mean = scores.Average(score => score.Accuracy);
            double spread = Math.Sqrt(scores.Sum(score => Math.Pow(score.Accuracy - mean, 2)) / Math.Max(1, seeds - 1));
            Console.WriteLine(
                $"  {name,-44}{mean,7:F2} ±{spread,5:F2} |{scores.Average(score => score.Kappa),7:F1} {scores.Average(score => score.KappaTemporal),7:F1} "
                + $"|{watch.Elapsed.TotalMicroseconds / answered,8:F0}");
        }
    }
}
