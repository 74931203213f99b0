using System.Diagnostics;
using AdaptiveML.Learners.Comodulation;

namespace AdaptiveML.Benchmarks.Comodulation;

/// <summary>
/// Balanced accuracy of new tasks against the number of labelled rows, for all methods, for the one that is chosen, and for the readout as the literature fits
/// it: mean over tasks and ten draws, ± standard deviation of the draws' means.
/// </summary>
internal static class ComodulationRace
{
    private const int Draws = 10;

    private static readonly int[] Sizes = [10, 30, 100, 300];

    public static void Run(string name, string folder, ComodulationOptions options)
    {
        var set = TaskSet.Read(name, folder);
        var watch = Stopwatch.StartNew();
        var model = ComodulationTrainer.Fit(TaskSet.Rows(set.Fit, set.Primary), 2, [.. set.Primary.Select(TaskSet.Name)], options);
        var primary = set.Primary.Select(task => model.ForTask(TaskSet.Name(task)).Evaluate(TaskSet.WithoutTask(set.Test, task)).BalancedAccuracy);
        Console.WriteLine(
            $"{name}: {set.Primary.Length} primary tasks fitted in {watch.Elapsed.TotalSeconds:F0} "
            + $"s, balanced accuracy {primary.Average():P1} on test rows; {set.New.Length} new ones");
        byte[] before = model.BaseHash();
        Console.WriteLine(
            $"{"rows",5}{string.Concat(Enum.GetNames<AdaptationMethod>().Select(method => $"{method,18}"))}"
            + $"{"chosen",18}{"published readout",18}   below the best   comodulation over both readouts   chosen methods");
        foreach (int size in Sizes)
        {
            Print(model, set, size);
        }

        Console.WriteLine($"base unchanged: {before.AsSpan().SequenceEqual(model.BaseHash())}; {watch.Elapsed.TotalSeconds:F0} s");
    }

    private static void Print(ComodulationModel<float> model, TaskSet set, int size)
    {
        int methods = Enum.GetValues<AdaptationMethod>().Length;
        double[][] scores = [.. Enumerable.Range(0, methods + 2).Select(_ => new double[Draws])];
        int[] kept = new int[methods];
        Parallel.For(0, Draws, new() { MaxDegreeOfParallelism = 2 }, draw =>
        {
            foreach (int task in set.New)
            {
                var (rows, test) = (set.Draw(task, size, (ulong)((task * 1000) + draw)), TaskSet.WithoutTask(set.Test, task));
                var report = model.Compare(TaskSet.Name(task), rows, test);
                for (int method = 0; method < methods; method++)
                {
                    scores[method][draw] += report.Methods[(AdaptationMethod)method].BalancedAccuracy / set.New.Length;
                }

                scores[methods][draw] += report.ChosenMetrics.BalancedAccuracy / set.New.Length;
                scores[methods + 1][draw] += PublishedReadout.Fit(model, rows).Evaluate(test).BalancedAccuracy / set.New.Length;
                Interlocked.Increment(ref kept[(int)report.Chosen]);
            }
        });
        double best = scores[..methods].Max(method => method.Average());
        Console.WriteLine(
            $"{size,5}{string.Concat(scores.Select(method => $"{100 * method.Average(),12:F1} ±{100 * Deviation(method),4:F1}"))}"
            + $"{100 * (best - scores[methods].Average()),17:F1}{Lead(AdaptationMethod.Readout),20:F1}"
            + $"{100 * (scores[(int)AdaptationMethod.Comodulation].Average() - scores[methods + 1].Average()),8:F1}      {string.Join(" ", kept)}");

        double Lead(AdaptationMethod over) => 100 * (scores[(int)AdaptationMethod.Comodulation].Average() - scores[(int)over].Average());
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
