using AdaptiveML.Kernels;
using AdaptiveML.Learners.LruForecasting;

namespace AdaptiveML.Learners.Tests;

/// <summary>Series whose laws are known, and forecasts of them.</summary>
internal static class Series
{
    /// <summary>A daily course of twelve rows whose height wanders, and noise.</summary>
    public static double[][] Seasonal(int count, int series, Func<int, double>? noise = null)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 3);
        double[][] rows = new double[count][];
        double[] level = new double[series];
        for (int t = 0; t < count; t++)
        {
            rows[t] = new double[series];
            for (int c = 0; c < series; c++)
            {
                level[c] = (0.99 * level[c]) + (0.02 * random.NextNormal());
                double phase = 2 * Math.PI * t / 12;
                rows[t][c] = 5 + ((1 + level[c]) * (Math.Sin(phase + c) + (0.5 * Math.Cos(2 * phase)))) + ((noise?.Invoke(t) ?? 0.05) * random.NextNormal());
            }
        }

        return rows;
    }

    public static double[][] RandomWalk(int count, int series)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 4);
        double[][] rows = new double[count][];
        double[] value = new double[series];
        for (int t = 0; t < count; t++)
        {
            for (int c = 0; c < series; c++)
            {
                value[c] += random.NextNormal();
            }

            rows[t] = [.. value];
        }

        return rows;
    }

    /// <summary>A series that follows, one row later, what stands beside it.</summary>
    public static double[][] Driven(int count)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 5);
        double[][] rows = new double[count][];
        double previous = 0;
        for (int t = 0; t < count; t++)
        {
            double drive = random.NextNormal();
            rows[t] = [previous + (0.1 * random.NextNormal()), drive];
            previous = drive;
        }

        return rows;
    }

    /// <summary>The prediction at each row, learnt on the way.</summary>
    public static IEnumerable<double[]> Forecasts(LruForecaster<double> learner, IEnumerable<double[]> rows)
    {
        foreach (double[] row in rows)
        {
            double[] prediction = new double[learner.OutputSize];
            learner.Learn(row, [], prediction);
            yield return prediction;
        }
    }

    /// <summary>Mean squared error of the first series at a horizon, from a row on: the learner's, then those of others.</summary>
    public static double[] Errors(LruForecaster<double> learner, double[][] rows, int from, int ahead, params Func<int, int, double>[] others) =>
        Errors(learner, rows, from, ahead, rows, others);

    /// <summary>The same against targets that the learner may not have seen.</summary>
    public static double[] Errors(LruForecaster<double> learner, double[][] rows, int from, int ahead, double[][] targets,
        params Func<int, int, double>[] others)
    {
        double[][] forecasts = [.. Forecasts(learner, rows)];
        Func<int, int, double>[] all = [(origin, h) => forecasts[origin][(h - 1) * learner.Series], .. others];
        return [.. all.Select(forecast =>
            Enumerable.Range(from, rows.Length - ahead - from).Average(origin => Math.Pow(forecast(origin, ahead) - targets[origin + ahead][0], 2)))];
    }
}
