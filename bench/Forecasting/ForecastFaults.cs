using AdaptiveML.Kernels;

namespace AdaptiveML.Benchmarks.Forecasting;

/// <summary>
/// The forecaster beside the last value and the value a season ago on the rows of the warm-up: as they are, with faults put in, with a level that shifts and
/// stays, and with one that lasts for a day.
/// </summary>
internal static class ForecastFaults
{
    private const int Horizon = 24, Settled = 600, Day = 24;

    private static readonly string[] SeriesNames = ["etth1", "exchange"];

    private static readonly (string Name, Func<SeriesSet, (double[][] Seen, double[][] True)> Make)[] Streams =
    [
        ("as it is", set => (set.Rows, set.Rows)),
        ("faults", set => (Faulty(set), set.Rows)),
        ("shift", set => (Shifted(set, int.MaxValue), Shifted(set, int.MaxValue))),
        ("day off", set => (Shifted(set, Day), Shifted(set, Day))),
    ];

    public static void Run(string folder)
    {
        Console.WriteLine($"mean squared error at step 1, and over {Horizon} rows, of the warm-up: {string.Join(", ", Streams.Select(stream => stream.Name))}");
        foreach (string name in SeriesNames)
        {
            var set = SeriesSet.Read(name, folder);
            set = set with { Rows = set.Rows[..set.WarmUp] };
            Print("last value", () => new RepeatedValue(set.Series, Horizon, 1));
            Print("value a season ago", () => new RepeatedValue(set.Series, Horizon, set.Period ?? 1));
            Print("LRU forecaster", () => new LruContender(set.Series, new() { Horizon = Horizon, Period = set.Period }));

            void Print(string contender, Func<IForecaster> create)
            {
                var errors = Streams.Select(stream => Error(set, stream.Make(set), create()));
                Console.WriteLine($"  {name,-9}{contender,-20}{string.Concat(errors.Select(error => $"{error.First,10:F4}{error.All,9:F4}"))}");
            }
        }
    }

    /// <summary>Error against what was true where the forecasts' targets are no faults that were put in: of the first step, and of all.</summary>
    private static (double First, double All) Error(SeriesSet set, (double[][] Seen, double[][] True) stream, IForecaster contender)
    {
        double[] forecast = new double[Horizon * set.Series];
        double first = 0, all = 0;
        int origins = 0;
        for (int origin = 0; origin + Horizon < stream.Seen.Length; origin++)
        {
            contender.Step(stream.Seen[origin], forecast);
            origins += origin >= Settled ? 1 : 0;
            for (int i = 0; i < forecast.Length && origin >= Settled; i++)
            {
                double error = forecast[i] - stream.True[origin + 1 + (i / set.Series)][i % set.Series];
                first += i < set.Series ? error * error : 0;
                all += error * error;
            }
        }

        return (first / origins / set.Series, all / origins / forecast.Length);
    }

    /// <summary>Every hundred rows a series has a fault of one to twenty rows: too large, or stuck far away.</summary>
    private static double[][] Faulty(SeriesSet set)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 1);
        double[][] rows = Array.ConvertAll(set.Rows, row => row.ToArray());
        for (int begin = Settled + 100; begin + 20 < rows.Length; begin += 100)
        {
            int series = (int)(set.Series * random.NextUniform()), length = 1 + (int)(20 * random.NextUniform());
            bool isStuck = random.NextUniform() < 0.5;
            for (int row = begin; row < begin + length; row++)
            {
                rows[row][series] = isStuck ? -100 : (rows[row][series] * 50) + 50;
            }
        }

        return rows;
    }

    /// <summary>From two thirds on the first series lies fifty deviations higher, for so many rows.</summary>
    private static double[][] Shifted(SeriesSet set, int rows)
    {
        int begin = set.Rows.Length * 2 / 3;
        return [.. set.Rows.Select((row, t) => t >= begin && t - begin < rows ? [row[0] + 50, .. row[1..]] : row)];
    }
}
