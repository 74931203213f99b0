using System.Diagnostics;
using System.Globalization;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Learners.Tests;
using AdaptiveML.Online;

namespace AdaptiveML.Benchmarks.Recurrent;

/// <summary>Recurrent nets by all methods on tasks with a known answer; every figure is a mean loss of predictions made before the row was learnt.</summary>
internal static class RecurrentExperiments
{
    /// <summary>The usage of the command.</summary>
    public const string Usage = "recurrent turbofans --data FOLDER [name=number …] | fits all|NAME,… --data FOLDER SEEDS "
        + "| frozen | reaching [seeds] | add 5,9|3,5 [seeds] | tuned reaching|5,9|3,5 "
        + "| guard [seeds [first]] | cost | digits pen|opt|mnist tanh|lstm --data FOLDER [seeds] | table all|NAME,… --data FOLDER SEEDS [rates] [methods] "
        + "| memory cue20,copy20-lstm,… SEEDS [methods]";

    /// <summary>Runs one.</summary>
    /// <returns>Whether the arguments name one.</returns>
    public static bool Run(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        switch (arguments)
        {
            case ["frozen"]:
                Frozen();
                return true;
            case ["reaching", .. var rest]:
                Reaching(Seeds(rest));
                return true;
            case ["add", var lags, .. var rest] when lags.Split(',') is [var first, var second]:
                Add(int.Parse(first, CultureInfo.InvariantCulture), int.Parse(second, CultureInfo.InvariantCulture), Seeds(rest));
                return true;
            case ["guard", var seeds, var first]:
                GuardTrial.Run(int.Parse(seeds, CultureInfo.InvariantCulture), ulong.Parse(first, CultureInfo.InvariantCulture));
                return true;
            case ["guard", .. var rest]:
                GuardTrial.Run(Seeds(rest), first: 1);
                return true;
            case ["tuned", "reaching"]:
                TunedReaching();
                return true;
            case ["tuned", var lags] when lags.Split(',') is [var first, var second]:
                TunedAdd(int.Parse(first, CultureInfo.InvariantCulture), int.Parse(second, CultureInfo.InvariantCulture));
                return true;
            case ["cost"]:
                StepCost.Run();
                return true;
            case ["digits", var set, var cell, "--data", var folder, .. var rest]:
                DigitRace.Run(set, folder, Enum.Parse<RecurrentCell>(cell, ignoreCase: true), Seeds(rest));
                return true;
            case ["fits", var names, "--data", var folder, var seeds]:
                FitTable.Run(
                    names == "all" ? RecurrentStreams.Names : names.Split(','), folder, int.Parse(seeds, CultureInfo.InvariantCulture));
                return true;
            case ["memory", var names, var seeds, .. var only]:
                MemoryTable.Run(names.Split(','), int.Parse(seeds, CultureInfo.InvariantCulture), only);
                return true;
            case ["table", var names, "--data", var folder, var seeds, .. var rest]:
                MethodTable.Run(
                    names == "all" ? RecurrentStreams.Names : names.Split(','),
                    folder,
                    int.Parse(seeds, CultureInfo.InvariantCulture),
                    [.. rest.Where(word => char.IsDigit(word[0])).Select(word => double.Parse(word, CultureInfo.InvariantCulture))],
                    [.. rest.Where(word => !char.IsDigit(word[0]))]);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The methods that are compared, as changes to a task's settings.</summary>
    public static IEnumerable<(string Name, RecurrentOptions Options)> Methods(RecurrentOptions settings)
    {
        settings = settings with { Guard = GuardOptions.None };
        foreach (double lambda in (double[])[0, 0.5, 0.9, 1])
        {
            yield return ($"BP({lambda})", settings with { Lambda = lambda });
        }

        foreach (int steps in (int[])[1, 3, 10])
        {
            yield return ($"TBPTT-{steps}", settings with { Method = RecurrentMethod.Truncated, Truncation = steps });
        }

        yield return ("SnAp-1", settings with { Method = RecurrentMethod.SnAp1 });
        yield return ("RTRL", settings with { Method = RecurrentMethod.RealTime });
        yield return ("Auto", settings with { Method = RecurrentMethod.Auto });
    }

    private static int Seeds(string[] rest) => rest is [var seeds] ? int.Parse(seeds, CultureInfo.InvariantCulture) : 5;

    private static void Frozen()
    {
        Console.WriteLine("Linear net that stands still: mean cosine of synthetic and true gradient after 1000 updates, five seeds");
        foreach (double lambda in (double[])[0, 0.2, 0.5, 0.8, 0.9, 1])
        {
            Print($"λ = {lambda}", seed => FrozenNet.Cosine(lambda, seed, 1000), 5);
        }
    }

    private static void Reaching(int seeds)
    {
        Console.WriteLine("Target reaching, 4 codes, T = 10, 8000 updates of ten sequences: mean loss of the last 100 updates (chance 0.5)");
        foreach (var (name, options) in Methods(TargetReaching.Settings()))
        {
            Print(name, seed =>
            {
                var task = new TargetReaching(options, seed);
                task.Run(7900);
                return task.Run(100);
            }, seeds);
        }
    }

    private static void Add(int first, int second, int seeds)
    {
        int rows = first == 3 ? 20_000 : 30_000;
        double synthesizer = first == 3 ? 1 : 5, weight = first == 3 ? 1 : 0.3;
        Console.WriteLine(
            $"Add stream ({first},{second}), {rows} rows, synthesiser {synthesizer} times as fast, w = {weight}: mean log-loss of the last tenth");
        foreach (var (name, options) in Methods(AddStream.Settings(weight, synthesizer)))
        {
            Print(name, seed =>
            {
                var task = new AddStream(options, first, second, seed);
                task.Run(rows * 9 / 10);
                return task.Run(rows / 10);
            }, seeds);
        }
    }

    private static void TunedReaching()
    {
        Console.WriteLine(
            "Target reaching, each method with the best of six settings (seeds 11, 12; 4000 updates): mean loss of the last 100 of 8000 updates, seeds 1 to 5");
        var settings = TargetReaching.Settings();
        var synthetic = TunedRace.Synthetic(
            settings, [0, 0.5, 1], static (options, factor) => options with { SyntheticLearningRateFactor = factor }, 0.03, 0.1, 0.5);
        TunedRace.Contender[] contenders = [.. TunedRace.Peers(settings, 1, 3, 10).Where(static peer => peer.Name != "RTRL"), .. synthetic];
        TunedRace.Run(contenders, 5, static (options, seed) => new TargetReaching(options, seed).Run(4000), static (options, seed) =>
        {
            var task = new TargetReaching(options, seed);
            task.Run(7900);
            return task.Run(100);
        });
    }

    private static void TunedAdd(int first, int second)
    {
        Console.WriteLine(
            $"Add stream ({first},{second}), 20000 rows, each method with the best of six "
            + "settings (seeds 11, 12; the last half): mean log-loss of the last tenth, seeds 1 to 5");
        var settings = AddStream.Settings();
        var synthetic = TunedRace.Synthetic(settings, [0, 0.5, 0.9, 1], static (options, weight) => options with { SyntheticWeight = weight }, 0.1, 0.3, 1);
        TunedRace.Run([.. TunedRace.Peers(settings, 1, 3, 10), .. synthetic], 5, Half, (options, seed) =>
        {
            var task = new AddStream(options, first, second, seed);
            task.Run(18_000);
            return task.Run(2000);
        });

        double Half(RecurrentOptions options, ulong seed)
        {
            var task = new AddStream(options, first, second, seed);
            task.Run(10_000);
            return task.Run(10_000);
        }
    }

    private static void Print(string name, Func<ulong, double> run, int seeds)
    {
        var watch = Stopwatch.StartNew();
        double[] scores = [.. Enumerable.Range(1, seeds).Select(seed => run((ulong)seed))];
        double[] ordered = [.. scores.Order()];
        Console.WriteLine(
            $"  {name,-10} mean {scores.Average(),7:F4}  median {ordered[seeds / 2],7:F4} "
            + $"|{string.Concat(scores.Select(score => $"{score,8:F4}"))} | {watch.Elapsed.TotalSeconds,6:F1} s");
    }
}
