using System.Diagnostics;
using System.Globalization;
using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Online;

namespace AdaptiveML.Benchmarks.Forecasting;

/// <summary>
/// The M4 competition's weekly and hourly series, each forecast from its last value by a forecaster that was fitted to it alone and was told nothing: what
/// rhythms there are is looked for in the series.
/// </summary>
internal static class CompetitionRace
{
    private static readonly Competition[] Sets =
    [
        new("Weekly", 13, 1,
        [
            ("naive, all series", 9.161, 2.777), ("ETS, all series", 8.727, 2.527), ("Theta, all series", 9.093, 2.637),
            ("Smyl, winner, all series", 7.817, 2.356),
            ("FFORMA, all series", 7.625, 2.108), ("Darin and Stellwagen, all series", 6.582, 2.107),
        ]),
        new("Hourly", 48, 24,
        [
            ("seasonal naive, all series", 13.912, 1.193), ("ETS, all series", 17.307, 1.824), ("Theta, all series", 18.138, 2.455),
            ("Smyl, winner, all series", 9.328, 0.893),
            ("FFORMA, all series", 11.506, 0.819),
        ]),
    ];

    /// <summary>Reads what is there of the series, such as Weekly-train.csv or Weekly-train-odd.csv, one series a line behind its name.</summary>
    public static void Run(string folder)
    {
        foreach (var set in Sets)
        {
            double[][] train = Read(folder, set.Name, "train"), test = Read(folder, set.Name, "test");
            Console.WriteLine($"{set.Name}: {train.Length} series, {set.Horizon} steps          sMAPE    MASE");
            Print("last value", train.Zip(test, (past, future) => CompetitionScore.Of(set, past, future, Repeated(past, set.Horizon, 1))));
            Print($"value {set.Season} rows ago",
                train.Zip(test, (past, future) => CompetitionScore.Of(set, past, future, Repeated(past, set.Horizon, set.Season))));
            var clock = Stopwatch.StartNew();
            CompetitionScore[] scores = [.. train.Zip(test, (past, future) => Forecast(set, past, future))];
            double seconds = clock.Elapsed.TotalSeconds;
            Print("LRU forecaster", scores);
            Print("  of it, series of odd place", scores.Where((_, i) => i % 2 == 0));
            Print("  of it, series of even place", scores.Where((_, i) => i % 2 == 1));
            Console.WriteLine($"    intervals of 95 % cover {scores.Average(score => score.Covered):P1}; {seconds:F1} s, seasons looked for among it");
            foreach (var (name, percentage, scaled) in set.Published)
            {
                Console.WriteLine($"  {name,-36}{percentage,10:F2}{scaled,8:F2}   published");
            }
        }
    }

    private static void Print(string name, IEnumerable<CompetitionScore> scores)
    {
        CompetitionScore[] all = [.. scores];
        Console.WriteLine($"  {name,-36}{all.Average(score => score.Percentage),10:F2}{all.Average(score => score.Scaled),8:F2}");
    }

    private static CompetitionScore Forecast(Competition set, double[] past, double[] future)
    {
        var learner = new LruForecaster<double>(1, 0, new() { Horizon = set.Horizon, Periods = SeasonSearch.Find([past]) });
        double[] prediction = new double[learner.OutputSize];
        foreach (double value in past)
        {
            learner.Learn([value], [], prediction);
        }

        double[] Part(string name) => learner.Output[name].In<double>(prediction).ToArray();
        return CompetitionScore.Of(set, past, future, Part(PredictionNames.Score), Part(PredictionNames.LowerBound), Part(PredictionNames.UpperBound));
    }

    private static double[] Repeated(double[] past, int horizon, int season) =>
        [.. Enumerable.Range(0, horizon).Select(h => past[past.Length - season + (h % season)])];

    private static double[][] Read(string folder, string set, string part) =>
        [.. File.ReadLines(Directory.EnumerateFiles(folder, $"{set}-{part}*.csv").Single())
            .Select(line => line.Split(',').Skip(1).Select(value => double.Parse(value.Trim('"'), CultureInfo.InvariantCulture)).ToArray())];
}
