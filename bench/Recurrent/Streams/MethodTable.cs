using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Benchmarks.Recurrent;

/// <summary><see cref="RecurrentMethod.Auto"/> beside each of its candidates alone, on streams that differ in how far back the answer lies.</summary>
internal static class MethodTable
{
    /// <summary>Runs streams.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="folder">Where data lie.</param>
    /// <param name="seeds">Number of seeds, of streams and nets.</param>
    /// <param name="rates">Learning rates; none for the default.</param>
    /// <param name="only">Names of methods; none for all.</param>
    public static void Run(IEnumerable<string> names, string folder, int seeds, double[] rates, string[] only)
    {
        foreach (string name in names)
        {
            RecurrentStream[] streams = [.. Enumerable.Range(1, seeds).Select(seed => RecurrentStreams.Make(name, folder, (ulong)seed))];
            Console.WriteLine($"{streams[0].Name}: {streams[0].Rows.Count} rows, {streams[0].Settings.Cell}");
            foreach (double rate in rates.DefaultIfEmpty(new RecurrentOptions().Update.LearningRate))
            {
                foreach (var (method, options) in Methods(streams[0].Settings).Where(each => only.Length == 0 || only.Contains(each.Name)))
                {
                    var runs = streams.Select((stream, seed) =>
                        stream.Run(options with { Seed = (ulong)seed + 1, Update = options.Update with { LearningRate = rate } })).ToArray();
                    string chosen = string.Join(' ', runs.Select(run => run.Known.Method == RecurrentMethod.Truncated ? $"K={run.Known.Truncation}"
                        : $"{run.Known.Method}"));
                    Print($"{rate,-7}{method}", [.. runs.Select(run => (run.Error, run.Microseconds))], method == "Auto" ? chosen : string.Empty);
                }
            }

            if (streams[0].Classes == 0 && only.Length == 0)
            {
                Print("       OnlineLru", [.. streams.Select((stream, seed) => stream.RunOnlineLru((ulong)seed + 1))], string.Empty);
            }
        }
    }

    private static void Print(string name, (double Error, double Microseconds)[] runs, string chosen) => Console.WriteLine(
        $"  {name,-22}{runs.Average(run => run.Error),8:F2}  {runs.Min(run => run.Error),7:F2} –{runs.Max(run => run.Error),7:F2}"
        + $"{runs.Min(run => run.Microseconds),9:F1} µs  {chosen}");

    private static IEnumerable<(string Name, RecurrentOptions Options)> Methods(RecurrentOptions settings)
    {
        foreach (int steps in (int[])[1, 3, 10, 40])
        {
            yield return ($"TBPTT-{steps}", settings with { Method = RecurrentMethod.Truncated, Truncation = steps });
        }

        yield return ("SnAp-1", settings with { Method = RecurrentMethod.SnAp1 });
        yield return ("BP(1)", settings with { Method = RecurrentMethod.BpLambda, Guard = GuardOptions.None });
        yield return ("BP(1)-guarded", settings with { Method = RecurrentMethod.BpLambda });
        yield return ("Auto", settings with { Method = RecurrentMethod.Auto });
    }
}
