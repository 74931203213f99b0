using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;
using AdaptiveML.Trainers;

namespace AdaptiveML.Benchmarks.Recurrent;

/// <summary>
/// Nets fitted to what comes before the rows that are scored: by passes of the online rule, by backpropagation through windows, and by the best of both and
/// of passes behind windows, the default.
/// </summary>
internal static class FitTable
{
    /// <summary>Runs streams.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="folder">Where data lie.</param>
    /// <param name="seeds">Number of seeds, of streams and nets.</param>
    public static void Run(IEnumerable<string> names, string folder, int seeds)
    {
        foreach (string name in names)
        {
            RecurrentStream[] streams = [.. Enumerable.Range(1, seeds).Select(seed => RecurrentStreams.Make(name, folder, (ulong)seed))];
            Console.WriteLine($"{streams[0].Name}: fitted to {streams[0].ScoredFrom} of {streams[0].Rows.Count} rows");
            var settings = new BpLambdaOptions();
            Print("passes of the online rule", streams, settings with { Windows = null });
            Print("windows", streams, settings with { Training = null });
            Print("default", streams, settings);
        }
    }

    private static void Print(string name, RecurrentStream[] streams, BpLambdaOptions fit)
    {
        var runs = streams.Select((stream, i) =>
        {
            ulong seed = (ulong)i + 1;
            return stream.RunFitted(stream.Settings with { Seed = seed }, fit.Windows is { } windows ? windows with { Seed = seed } : null, fit.Training);
        }).ToArray();
        Console.WriteLine(
            $"  {name,-28} labels in use {runs.Average(run => run.Told),7:F2} ({runs.Min(run => run.Told):F2} – {runs.Max(run => run.Told):F2})"
            + $"   none {runs.Average(run => run.Untold),7:F2} ({runs.Min(run => run.Untold):F2} – {runs.Max(run => run.Untold):F2})"
            + $"   fit {runs.Average(run => run.Seconds):F1} s  {string.Join(' ', runs.Select(run => run.Kept))}");
    }
}
