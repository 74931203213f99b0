using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Benchmarks.Recurrent;

/// <summary>
/// Cues and copies of several lengths by each method, at two learning rates. Of BP(λ) the synthesiser's rate factor is chosen for each stream and rate by other
/// seeds than those that are reported.
/// </summary>
internal static class MemoryTable
{
    private static readonly double[] Rates = [1e-3, 3e-3];

    private static readonly double[] Factors = [0.1, 0.5, 3];

    private static readonly ulong[] Tuning = [11, 12];

    /// <summary>Runs streams, and prints a row of a table for each and a rate: means of seeds, and their least and largest.</summary>
    /// <param name="names">Their names, as <see cref="RecurrentStreams"/> has them.</param>
    /// <param name="seeds">Number of seeds, of streams and nets.</param>
    /// <param name="only">Names of methods; none for all.</param>
    public static void Run(IEnumerable<string> names, int seeds, string[] only)
    {
        foreach (string name in names)
        {
            RecurrentStream[] streams = [.. Enumerable.Range(1, seeds).Select(seed => RecurrentStreams.Make(name, string.Empty, (ulong)seed))];
            RecurrentStream[] others = [.. Tuning.Select(seed => RecurrentStreams.Make(name, string.Empty, seed))];
            foreach (double rate in Rates)
            {
                foreach (var (method, choices) in Methods(streams[0].Settings).Where(each => only.Length == 0 || only.Contains(each.Name)))
                {
                    RecurrentOptions[] rated = [.. choices.Select(options => options with { Update = options.Update with { LearningRate = rate } })];
                    var chosen = rated.Length == 1
                        ? rated[0]
                        : rated.MinBy(options => others.Zip(Tuning, (stream, seed) => Error(stream, options, seed)).Sum())!;
                    double[] errors = [.. streams.Select((stream, i) => Error(stream, chosen, (ulong)i + 1))];
                    string synthesizer = rated.Length == 1 ? string.Empty : $", Ψ {chosen.SyntheticLearningRateFactor}";
                    string each = string.Join(' ', errors.Order().Select(error => $"{error:F1}"));
                    Console.WriteLine($"| {name} | {rate} | {method}{synthesizer} | {errors.Average():F2} | {each} |");
                }
            }
        }
    }

    private static double Error(RecurrentStream stream, RecurrentOptions options, ulong seed) => stream.Run(options with { Seed = seed }).Error;

    private static IEnumerable<(string Name, RecurrentOptions[] Choices)> Methods(RecurrentOptions settings)
    {
        foreach (int steps in (int[])[1, 10, 40])
        {
            yield return ($"TBPTT-{steps}", [settings with { Method = RecurrentMethod.Truncated, Truncation = steps }]);
        }

        yield return ("SnAp-1", [settings with { Method = RecurrentMethod.SnAp1 }]);
        var synthetic = settings with { Method = RecurrentMethod.BpLambda, Guard = GuardOptions.None };
        yield return ("BP(1)", [.. Factors.Select(factor => synthetic with { SyntheticLearningRateFactor = factor })]);
        if (settings.Cell == RecurrentCell.Tanh)
        {
            yield return ("RTRL", [settings with { Method = RecurrentMethod.RealTime }]);
        }
    }
}
