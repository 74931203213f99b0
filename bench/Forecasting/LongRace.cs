using System.Diagnostics;
using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Online;

namespace AdaptiveML.Benchmarks.Forecasting;

/// <summary>
/// The field's table of long horizons: each set on its usual split, scaled by and fitted to the train part alone, all windows of the test part scored; with the
/// parameters as the fit left them, and learning on.
/// </summary>
internal static class LongRace
{
    private static readonly int[] Horizons = [96, 192, 336, 720];

    private static readonly (string Set, string File, (string Name, double[] Errors)[] Published)[] Sets =
    [
        ("etth1-long", "ETTh1.csv",
        [
            ("PatchTST (ICLR 2023)", [.370, .413, .422, .447]),
            ("TimeMixer, settings searched (ICLR 2024)", [.361, .409, .430, .445]),
            ("FITS (ICLR 2024)", [.372, .404, .427, .424]),
            ("NLinear, 336 rows (AAAI 2023)", [.374, .408, .429, .440]),
            ("DLinear, 336 rows (AAAI 2023)", [.375, .405, .439, .472]),
            ("iTransformer, 96 rows (ICLR 2024)", [.386, .441, .487, .503]),
            ("DLinear, 96 rows", [.386, .437, .481, .519]),
            ("last value", [1.295, 1.325, 1.323, 1.339]),
        ]),
        ("exchange-long", "exchange_rate.csv",
        [
            ("DLinear (AAAI 2023)", [.081, .157, .305, .643]),
            ("iTransformer, 96 rows (ICLR 2024)", [.086, .177, .331, .847]),
            ("NLinear (AAAI 2023)", [.089, .180, .331, 1.033]),
            ("last value", [.081, .167, .305, .823]),
        ]),
    ];

    /// <summary>Races on what is found of the sets' files in a folder and below it.</summary>
    public static void Run(string folder)
    {
        foreach (var (name, file, published) in Sets)
        {
            foreach (string path in Directory.EnumerateFiles(folder, file, SearchOption.AllDirectories))
            {
                var set = SeriesSet.Read(name, Path.GetDirectoryName(path)!);
                Console.WriteLine($"{name}: MSE and MAE, seconds of the fit and of the rows behind it; horizon {string.Join(", ", Horizons)}");
                Race[] races = [.. Horizons.Select(horizon => Of(set, horizon))];
                Console.WriteLine($"  {"LRU forecaster, parameters frozen",-42}{string.Concat(races.Select(race => $"{race.Frozen,28}"))}");
                Console.WriteLine($"  {"LRU forecaster, learning on",-42}{string.Concat(races.Select(race => $"{race.Learning,28}"))}");
                foreach (var (method, errors) in published)
                {
                    Console.WriteLine($"  {method + ", published",-42}{string.Concat(errors.Select(error => $"{error,13:F3}{"",15}"))}");
                }
            }
        }
    }

    private static Race Of(SeriesSet set, int horizon)
    {
        var learner = new LruForecaster<float>(set.Series, 0, new() { Horizon = horizon, Period = set.Period });
        float[][] rows = Array.ConvertAll(set.Rows, row => Array.ConvertAll(row, value => (float)value));
        float[] prediction = new float[learner.OutputSize];
        var clock = Stopwatch.StartNew();
        for (int t = 0; t < set.Fitted; t++)
        {
            learner.Learn(rows[t], [], prediction);
        }

        double fit = clock.Elapsed.TotalSeconds;
        var frozen = learner.Clone();
        frozen.Mode = UpdateMode.StateOnly;
        return new(Follow(frozen, set, rows, horizon, fit), Follow(learner, set, rows, horizon, fit));
    }

    /// <summary>Goes on behind the train part, and scores the windows whose targets all lie in the test part.</summary>
    private static string Follow(IOnlineLearner<float> learner, SeriesSet set, float[][] rows, int horizon, double fit)
    {
        float[] prediction = new float[learner.OutputSize];
        double squares = 0, sizes = 0;
        int windows = 0;
        var clock = Stopwatch.StartNew();
        for (int t = set.Fitted; t + horizon < rows.Length; t++)
        {
            learner.Learn(rows[t], [], prediction);
            if (t + 1 >= set.WarmUp)
            {
                double square = 0, size = 0;
                for (int i = 0; i < horizon * set.Series; i++)
                {
                    double error = prediction[i] - rows[t + 1 + (i / set.Series)][i % set.Series];
                    square += error * error;
                    size += Math.Abs(error);
                }

                squares += square / (horizon * set.Series);
                sizes += size / (horizon * set.Series);
                windows++;
            }
        }

        return $"{squares / windows:F3} {sizes / windows:F3} {fit:F0} s + {clock.Elapsed.TotalSeconds:F0} s";
    }

    private readonly record struct Race(string Frozen, string Learning);
}
