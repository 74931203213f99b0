using AdaptiveML.Kernels;
using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Values far off the others: codes, which come back exactly and say that nothing was measured, and peaks that inputs tell of.</summary>
[TestClass]
public sealed class CodesTests
{
    /// <summary>What a normal value is above in so many cases.</summary>
    private const double OneInFifty = 2.054, OneInTwenty = 1.645, OneInTen = 1.282;

    private const int Rows = 3000, From = 1000, Settled = 1200;

    [TestMethod]
    [DataRow(-999.0, OneInFifty)]
    [DataRow(-999.0, OneInTen)]
    [DataRow(65535.0, OneInTwenty)]
    [DataRow(0.0, OneInTen)]
    public void Codes_do_not_spoil_forecasts_from_good_rows_and_are_said(double code, double least)
    {
        double[][] sound = Day(), coded = WithCodes(sound, code, least);
        var learner = new LruForecaster<double>(1, 0, new() { Period = 24 });
        double[] predictions = new double[learner.OutputSize];
        double errors = 0, soundErrors = 0;
        int alarms = 0, codes = 0;
        double[][] others = [.. Series.Forecasts(new(1, 0, new() { Period = 24 }), sound)];
        for (int t = 0; t < Rows - 1; t++)
        {
            var result = learner.Learn(coded[t], [], predictions);
            bool isCode = coded[t][0] == code;
            if (t > Settled)
            {
                (alarms, codes) = (alarms + (isCode && result.Alarm == AlarmReason.MissingInput ? 1 : 0), codes + (isCode ? 1 : 0));
                errors += isCode ? 0 : Math.Pow(predictions[0] - sound[t + 1][0], 2);
                soundErrors += isCode ? 0 : Math.Pow(others[t][0] - sound[t + 1][0], 2);
            }
        }

        Assert.IsLessThan(1.5 * soundErrors, errors);
        Assert.IsGreaterThan(0.9 * codes, alarms);
    }

    /// <summary>Peaks of one height at equal distances are a rhythm, and no codes.</summary>
    [TestMethod]
    public void Peaks_of_one_height_that_keep_time_are_forecast()
    {
        double[] noise = Normals(1200, 21);
        double[][] rows = [.. Enumerable.Range(0, 1200).Select(t => new[] { t % 24 == 7 ? 50 : 0.1 * noise[t] })];
        var learner = new LruForecaster<double>(1, 0, new() { Period = 24 });

        double[][] forecasts = [.. Series.Forecasts(learner, rows)];

        for (int t = 600; t < rows.Length - 1; t++)
        {
            Assert.AreEqual(rows[t + 1][0], forecasts[t][0], 5);
        }
    }

    /// <summary>A flag that is known a row ahead, and what it does is seventeen deviations of all else.</summary>
    [TestMethod]
    public void A_peak_that_an_input_tells_of_is_forecast()
    {
        double[] noise = Normals(Rows, 22), dice = Normals(Rows + 1, 25);
        double[] flags = [.. dice.Select(draw => draw > OneInFifty ? 1.0 : 0)];
        double[][] rows = [.. Enumerable.Range(0, Rows).Select(t => new[] { 100 + (20 * flags[t]) + noise[t], flags[t + 1] })];

        double[][] forecasts = [.. Series.Forecasts(new(1, 1, new()), rows)];

        int[] peaks = [.. Enumerable.Range(Settled, Rows - 1 - Settled).Where(t => flags[t + 1] == 1)];
        Assert.IsLessThan(5 * 5.0, peaks.Average(t => Math.Pow(forecasts[t][0] - rows[t + 1][0], 2)), "20² is what forecasts without the flag are off by");
    }

    private static double[][] Day()
    {
        double[] noise = Normals(Rows, 23);
        double level = 0;
        return [.. Enumerable.Range(0, Rows).Select(t =>
        {
            double angle = 2 * Math.PI * t / 24;
            level = (0.8 * level) + noise[t];
            return new[] { 100 + (10 * Math.Sin(angle)) + (4 * Math.Cos(2 * angle)) + level };
        })];
    }

    private static double[][] WithCodes(double[][] rows, double code, double least)
    {
        double[] dice = Normals(Rows, 24);
        return [.. rows.Select((row, t) => t > From && dice[t] > least ? [code] : row)];
    }

    private static double[] Normals(int count, ulong seed)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        double[] values = new double[count];
        foreach (ref double value in values.AsSpan())
        {
            value = random.NextNormal();
        }

        return values;
    }
}
