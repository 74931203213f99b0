using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Setting = AdaptiveML.Benchmarks.Turbofans.TurbofanPast.Setting;

namespace AdaptiveML.Benchmarks.Turbofans;

/// <summary>
/// Flights that an engine of NASA's fleet FD001 has left. Settings are those with the least error on engines held back from the fit, a fifth at a time; then
/// all engines that ran until they failed are fitted to, with five seeds, and the others are asked about at their last flight.
/// </summary>
internal sealed class TurbofanRace(TurbofanCycle[] history, TurbofanCycle[] unseen)
{
    private const int Folds = 5, Seeds = 5, Soonest = 7, Latest = 145;

    private readonly MLContext _context = new(1);

    public static void Run(string folder)
    {
        var race = new TurbofanRace(TurbofanCycle.ReadHistory(folder), TurbofanCycle.ReadUnseen(folder));
        Console.WriteLine("Root mean squared error of the flights left (at most 125) at the last flight of 100 unseen engines; means and spread of 5 seeds.");
        string columns = string.Join(" | ", TurbofanTrainers.All.Select(trainers => $"{trainers.Name} behind | held back | chosen"));
        Console.WriteLine($"| features of the past | {columns} |");
        Console.WriteLine($"|---|{string.Concat(TurbofanTrainers.All.Select(_ => "--:|--:|---|"))}");
        foreach (var past in TurbofanPast.All)
        {
            Console.WriteLine($"| {past.Name} | {string.Join(" | ", race.Measure(past))} |");
        }
    }

    private string[] Measure(TurbofanPast past)
    {
        Setting?[] settings = past.Settings.Count > 0 ? [.. past.Settings] : [null];
        Choice[] choices = [.. settings.SelectMany(setting => Choices(past, setting))];
        return [.. TurbofanTrainers.All.Select(trainers =>
            Measure(past, choices.Where(choice => trainers.Settings.Contains(choice.Trainer)).MinBy(choice => choice.Error)!))];
    }

    private string Measure(TurbofanPast past, Choice chosen)
    {
        double[] errors = [.. Enumerable.Range(1, Seeds).Select(seed =>
        {
            var (fit, asked) = Featurize(history, unseen, past.HasMeans, chosen.Setting, seed);
            float[] scores = Scores(fit, asked, chosen.Trainer, seed);
            return Math.Sqrt(unseen.Zip(scores).Where(pair => pair.First.IsLast).Average(pair => Square(pair.Second - pair.First.Life)));
        })];
        double mean = errors.Average(), spread = Math.Sqrt(errors.Sum(error => Square(error - mean)) / (Seeds - 1));
        string text = string.Join(", ", new[] { chosen.Setting?.Text, chosen.Trainer.Text }.OfType<string>());
        return string.Create(CultureInfo.InvariantCulture, $"{mean:F2} ± {spread:F2} | {Math.Sqrt(chosen.Error):F2} | {text}");
    }

    /// <summary>Errors on the engines held back, by every setting of every trainer.</summary>
    private IEnumerable<Choice> Choices(TurbofanPast past, Setting? setting)
    {
        TurbofanTrainer[] trainers = [.. TurbofanTrainers.All.SelectMany(trainers => trainers.Settings)];
        string[] engines = [.. history.Select(cycle => cycle.Engine).Distinct()];
        double[] sums = new double[trainers.Length];
        for (int fold = 0; fold < Folds; fold++)
        {
            HashSet<string> held = [.. engines.Where((_, i) => i % Folds == fold)];
            TurbofanCycle[] rest = [.. history.Where(cycle => held.Contains(cycle.Engine))];
            var (fit, asked) = Featurize([.. history.Where(cycle => !held.Contains(cycle.Engine))], rest, past.HasMeans, setting, 1);
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += Error(Scores(fit, asked, trainers[i], 1), rest) / Folds;
            }
        }

        return trainers.Select((trainer, i) => new Choice(setting, trainer, sums[i]));
    }

    /// <summary>Mean squared error where an engine may be cut off, each engine counting alike.</summary>
    private static double Error(float[] scores, TurbofanCycle[] cycles) => cycles.Zip(scores).Where(pair => pair.First.Left is >= Soonest and <= Latest)
        .GroupBy(pair => pair.First.Engine).Average(life => life.Average(pair => Square(pair.Second - pair.First.Life)));

    private (IDataView Fit, IDataView Asked) Featurize(TurbofanCycle[] fit, TurbofanCycle[] asked, bool hasMeans, Setting? setting, int seed)
    {
        IDataView rows = _context.Data.LoadFromEnumerable(fit), others = _context.Data.LoadFromEnumerable(asked);
        string[] columns = [nameof(TurbofanCycle.Sensors), .. hasMeans ? (string[])[nameof(TurbofanCycle.Means)] : [], .. setting?.Columns ?? []];
        var join = _context.Transforms.Concatenate("All", columns);
        ITransformer features = setting is null ? join.Fit(rows) : setting.Featurizer(_context, (ulong)seed).Append(join).Fit(rows);
        return (_context.Data.Cache(features.Transform(rows), "All", nameof(TurbofanCycle.Life)), _context.Data.Cache(features.Transform(others), "All"));
    }

    private static float[] Scores(IDataView fit, IDataView asked, TurbofanTrainer trainer, int seed) =>
        [.. trainer.Make(new MLContext(seed), seed).Fit(fit).Transform(asked).GetColumn<float>("Score")];

    private static double Square(double value) => value * value;

    private sealed record Choice(Setting? Setting, TurbofanTrainer Trainer, double Error);
}
