using AdaptiveML.Kernels;

namespace AdaptiveML.Benchmarks.Forecasting;

/// <summary>
/// How the forecaster's handling of spikes is chosen, by the rows of the warm-up alone: as they are, with faults put in, and with a level that shifts and
/// stays. The rule: of all candidates the one whose errors, each relative to the lowest in its column, have the lowest mean.
/// </summary>
internal static class ForecastTune
{
    private const int Horizon = 24, Settled = 600;

    private static readonly string[] SeriesNames = ["etth1", "exchange"];

    private static readonly (string Name, Func<SeriesSet, (double[][] Seen, double[][] True)> Make)[] Streams =
    [
        ("as it is", set => (set.Rows, set.Rows)),
        ("faults", set => (Faulty(set), set.Rows)),
        ("shift", set => (Shifted(set), Shifted(set))),
    ];

    public static void Run(string folder)
    {
        SeriesSet[] sets = [.. SeriesNames.Select(name => SeriesSet.Read(name, folder)).Select(set => set with { Rows = set.Rows[..set.WarmUp] })];
        (int Patience, double Room)[] candidates = [.. from patience in (int[])[6, 12, 24, 48] from room in (double[])[1, 2, 4] select (patience, room)];
        Console.WriteLine(
            $"mean squared error over {Horizon} rows of the warm-up of ETTh1 and of the exchange rates, each "
            + $"{string.Join(", ", Streams.Select(stream => stream.Name))}; and the mean of the errors relative to the lowest");
        double[][] errors = [.. candidates.Select(candidate =>
            sets.SelectMany(set => Streams.Select(stream => Error(set, stream.Make(set), candidate.Patience, candidate.Room))).ToArray())];
        foreach (var ((patience, room), row) in candidates.Zip(errors))
        {
            double mean = row.Select((error, column) => error / errors.Min(other => other[column])).Average();
            Console.WriteLine($"  patience {patience,2}, room {room}{string.Concat(row.Select(error => $"{error,9:F4}"))} |{mean,9:F4}");
        }
    }

    /// <summary>Error against what was true where the forecasts' targets are no faults that were put in.</summary>
    private static double Error(SeriesSet set, (double[][] Seen, double[][] True) stream, int patience, double room)
    {
        var contender = new LruContender(set.Series, new() { Horizon = Horizon, Period = set.Period, LevelPatience = patience, LevelRoom = room });
        double[] forecast = new double[Horizon * set.Series];
        double sum = 0;
        long count = 0;
        for (int origin = 0; origin + Horizon < stream.Seen.Length; origin++)
        {
            contender.Step(stream.Seen[origin], forecast);
            for (int i = 0; i < forecast.Length && origin >= Settled; i++)
            {
                double error = forecast[i] - stream.True[origin + 1 + (i / set.Series)][i % set.Series];
                sum += error * error;
                count++;
            }
        }

        return sum / count;
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

    /// <summary>From two thirds on the first series lies twenty deviations higher.</summary>
    private static double[][] Shifted(SeriesSet set) => [.. set.Rows.Select((row, t) => t < set.Rows.Length * 2 / 3 ? row : [row[0] + 20, .. row[1..]])];
}
