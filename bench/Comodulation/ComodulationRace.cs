using System.Diagnostics;
using System.Globalization;
using AdaptiveML.Learners.Comodulation;

namespace AdaptiveML.Benchmarks.Comodulation;

/// <summary>
/// Balanced accuracy of new tasks against the number of labelled rows: of the method that is chosen, of all methods, and of ML.NET's own classifiers on the
/// same rows. Every seed divides the rows anew, and has a base and draws of its own; ± is the deviation of the seeds'
/// means.
/// </summary>
internal static class ComodulationRace
{
    private static readonly int[] Sizes = [10, 30, 100, 300];

    private static readonly string[] Columns = ["chosen", .. Enum.GetNames<AdaptationMethod>(), .. StockClassifiers.Names];

    private static readonly int Stock = Columns.Length - StockClassifiers.Names.Length;

    /// <summary>Runs the race.</summary>
    /// <param name="name">The set.</param>
    /// <param name="folder">Where its files lie.</param>
    /// <param name="seeds">The seeds.</param>
    public static void Run(string name, string folder, ulong[] seeds)
    {
        var watch = Stopwatch.StartNew();
        var scores = Sizes.Select(_ => Columns.Select(_ => new double[seeds.Length]).ToArray()).ToArray();
        int[][] kept = [.. Sizes.Select(_ => new int[Enum.GetValues<AdaptationMethod>().Length])];
        double[][] own = [.. Enumerable.Range(0, 1 + StockClassifiers.Quick.Length).Select(_ => new double[seeds.Length])];
        for (int seed = 0; seed < seeds.Length; seed++)
        {
            var set = TaskSet.Read(name, folder, seeds[seed]);
            var model = ComodulationModel<float>.Fit(
                TaskSet.Rows(set.Fit, set.Primary), 2, [.. set.Primary.Select(TaskSet.Name)], new() { Seed = seeds[seed] });
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name}, seed {seeds[seed]}: {set.Primary.Length} primary tasks, {watch.Elapsed.TotalSeconds:F0} s"));
            JudgeOwn(model, set, own, seed);
            for (int size = 0; size < Sizes.Length && Sizes[size] <= set.Pool.Length; size++)
            {
                Judge(model, set, Sizes[size], (seed, seeds[seed]), scores[size], kept[size]);
            }
        }

        Print("own", ["base", .. StockClassifiers.Quick], own);
        for (int size = 0; size < Sizes.Length && scores[size][0].All(score => score > 0); size++)
        {
            Print(Sizes[size].ToString(CultureInfo.InvariantCulture), Columns, scores[size]);
            double best = scores[size][Stock..].Max(column => column.Average());
            double lead = 100 * (scores[size][0].Average() - best);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"      chosen over the best of ML.NET's: {lead:+0.0;-0.0} points; methods chosen: {string.Join(" ", kept[size])}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:F0} s"));
    }

    private static void JudgeOwn(ComodulationModel<float> model, TaskSet set, double[][] own, int seed)
    {
        foreach (int task in set.Primary)
        {
            var test = TaskSet.WithoutTask(set.Test, task);
            double[] found =
            [
                model.ForTask(TaskSet.Name(task)).Evaluate(test).BalancedAccuracy,
                .. StockClassifiers.Run(StockClassifiers.Quick, TaskSet.WithoutTask(set.Fit, task), test),
            ];
            Add(own, found, seed, set.Primary.Length);
        }
    }

    private static void Judge(ComodulationModel<float> model, TaskSet set, int size, (int Place, ulong Value) seed, double[][] scores, int[] kept)
    {
        int draws = Math.Max(1, 9 / set.New.Length);
        foreach (int task in set.New)
        {
            var test = TaskSet.WithoutTask(set.Test, task);
            for (int draw = 0; draw < draws; draw++)
            {
                var rows = set.Draw(task, size, (seed.Value * 1_000_000) + (ulong)((task * 1000) + draw));
                var report = model.Compare(TaskSet.Name(task), rows, test);
                double[] found =
                [
                    report.ChosenMetrics.BalancedAccuracy,
                    .. Enum.GetValues<AdaptationMethod>().Select(method => report.Methods[method].BalancedAccuracy),
                    .. StockClassifiers.Run(StockClassifiers.Names, rows, test),
                ];
                Add(scores, found, seed.Place, set.New.Length * draws);
                kept[(int)report.Chosen]++;
            }
        }
    }

    private static void Add(double[][] columns, double[] found, int seed, int count)
    {
        for (int column = 0; column < found.Length; column++)
        {
            columns[column][seed] += found[column] / count;
        }
    }

    private static void Print(string heading, string[] columns, double[][] scores)
    {
        Console.WriteLine($"{heading,-5} {string.Join(" | ", columns.Select((column, i) => string.Create(
            CultureInfo.InvariantCulture, $"{column} {100 * scores[i].Average():F1} ± {100 * Deviation(scores[i]):F1}")))}");
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return values.Length < 2 ? 0 : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
