using AdaptiveML.Kernels;
using AdaptiveML.Learners.LruForecasting;

namespace AdaptiveML.Learners.Tests;

/// <summary>Seasons that are found, and several of them at once.</summary>
[TestClass]
public sealed class SeasonsTests
{
    [TestMethod]
    public void A_day_and_a_week_are_found_in_what_has_both() => CollectionAssert.AreEqual(new[] { 24, 168 }, SeasonSearch.Find([DayAndWeek(2000)]).ToArray());

    [TestMethod]
    [DataRow(24)]
    [DataRow(52)]
    [DataRow(37)]
    public void A_season_in_noise_is_found(int period)
    {
        double[] noise = Noise(10 * period, 1);
        CollectionAssert.AreEqual(new[] { period }, SeasonSearch.Find([[.. noise.Select((e, t) => e + (2 * Math.Sin(2 * Math.PI * t / period)))]]).ToArray());
    }

    [TestMethod]
    public void Where_there_is_none_none_is_found()
    {
        int found = 0;
        for (ulong seed = 0; seed < 40; seed++)
        {
            double sum = 0;
            found += SeasonSearch.Find([Noise(300, seed)]).Count + SeasonSearch.Find([[.. Noise(300, seed).Select(e => sum += e)]]).Count;
        }

        Assert.IsLessThan(3, found, "in 40 series of noise and 40 walks");
        Assert.IsEmpty(SeasonSearch.Find([new double[500], [], [double.NaN, double.NaN, 1]]));
    }

    [TestMethod]
    public void Gaps_and_giants_do_not_hide_a_season()
    {
        double[] values = [.. Noise(480, 2).Select((e, t) => t % 11 == 3 ? double.NaN : t == 100 ? 1e9 : e + (5 * Math.Sin(2 * Math.PI * t / 24)))];
        CollectionAssert.AreEqual(new[] { 24 }, SeasonSearch.Find([values]).ToArray());
    }

    [TestMethod]
    public void Two_seasons_are_forecast_better_than_by_either_and_than_by_a_week_ago()
    {
        double[][] rows = [.. DayAndWeek(3000).Select(v => new[] { v })];
        double week = Error(new() { Horizon = 12, Period = 168 }), day = Error(new() { Horizon = 12, Period = 24 }),
            both = Error(new() { Horizon = 12, Periods = [168, 24] });
        Assert.IsLessThan(0.8 * day, both);
        Assert.IsLessThan(1.05 * week, both);
        double ago = Series.Errors(new(1, 0, new() { Horizon = 12 }), rows, 1500, 12, (origin, ahead) => rows[origin + ahead - 168][0])[1];
        Assert.IsLessThan(0.8 * ago, both);

        double Error(LruForecasterOptions options) => Series.Errors(new(1, 0, options), rows, 1500, 12)[0];
    }

    /// <summary>A rhythm of seven rows that tells a fortieth of what a day leaves: it is there, and is not worth a season.</summary>
    [TestMethod]
    public void A_second_season_has_to_be_worth_it()
    {
        double[] values = [.. Noise(2400, 14).Select((e, t) => e + (5 * Math.Sin(2 * Math.PI * t / 48)) + (0.23 * Math.Sin(2 * Math.PI * t / 7)))];
        CollectionAssert.AreEqual(new[] { 48 }, SeasonSearch.Find([values]).ToArray());
    }

    /// <summary>Lags and course are those of the longest season that is seen whole.</summary>
    [TestMethod]
    public void A_short_season_takes_nothing_from_a_long_one()
    {
        double[] course = Noise(48, 15), noise = Noise(4000, 16);
        double level = 0;
        double[][] rows = [.. noise.Select((e, t) => new[] { (10 * course[t % 48]) + (level = (0.95 * level) + e) })];

        double with = Series.Errors(new(1, 0, new() { Periods = [7, 48] }), rows, 2000, 1)[0],
            without = Series.Errors(new(1, 0, new() { Period = 48 }), rows, 2000, 1)[0];

        Assert.IsLessThan(1.05 * without, with);
    }

    [TestMethod]
    public void Experts_of_several_seasons_are_told_apart_by_their_rows()
    {
        CollectionAssert.AreEqual(
            new[] { "LastValue", "Drift", "SeasonalValue7", "SeasonalMean7", "SeasonalValue28", "SeasonalMean28", "Recurrent", "OwnPast" },
            new LruForecaster<double>(1, 0, new() { Periods = [28, 7] }).ExpertNames.ToArray());
        CollectionAssert.AreEqual(
            new[] { "LastValue", "Drift", "SeasonalValue", "SeasonalMean", "Recurrent", "OwnPast" },
            new LruForecaster<double>(1, 0, new() { Periods = [7] }).ExpertNames.ToArray());
    }

    [TestMethod]
    public void Years_of_months_are_no_worse_than_the_year_before()
    {
        foreach (int years in (int[])[3, 4, 5])
        {
            double ours = 0, before = 0;
            for (ulong seed = 0; seed < 20; seed++)
            {
                double[] noise = Noise((12 * years) + 12, seed), course = Noise(12, seed + 100);
                double[] values = [.. noise.Select((e, t) => 100 + (15 * course[t % 12]) + (6 * e))];
                double[] forecast = Series.Forecasts(new(1, 0, new() { Horizon = 12, Period = 12 }), values[..(12 * years)].Select(v => new[] { v })).Last();
                ours += Enumerable.Range(0, 12).Sum(h => Math.Pow(forecast[h] - values[(12 * years) + h], 2));
                before += Enumerable.Range(0, 12).Sum(h => Math.Pow(values[(12 * years) - 12 + h] - values[(12 * years) + h], 2));
            }

            Assert.IsLessThan(1.1 * before, ours, $"{years} years");
        }
    }

    [TestMethod]
    public void Seasons_given_twice_or_out_of_range_are_refused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => new LruForecaster<float>(1, 0, new() { Period = 24, Periods = [24, 168] }));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new LruForecaster<float>(1, 0, new() { Periods = [1] }));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new LruForecaster<float>(1, 0, new() { Periods = [2, 3, 4, 5, 6] }));
    }

    private static double[] DayAndWeek(int count)
    {
        double[] day = Noise(24, 11), week = Noise(7, 12);
        return [.. Noise(count, 13).Select((e, t) => 100 + (20 * day[t % 24] * (1 + (0.3 * week[t / 24 % 7]))) + (10 * week[t / 24 % 7]) + e)];
    }

    private static double[] Noise(int count, ulong seed)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        double[] values = new double[count];
        for (int t = 0; t < count; t++)
        {
            values[t] = random.NextNormal();
        }

        return values;
    }
}
