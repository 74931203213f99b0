using AdaptiveML.Kernels;
using AdaptiveML.Learners.LruForecasting;

namespace AdaptiveML.Learners.Tests;

/// <summary>
/// What series do in the field: the error of the next row is held against those of the last value and of the value a season ago, on the same rows.
/// </summary>
[TestClass]
public sealed class NeverWorseTests
{
    /// <summary>By squared error, a hedge of one half in the row behind a shift: √1.25.</summary>
    private const double Hedged = 1.12;

    [TestMethod]
    [DataRow(null)]
    [DataRow(24)]
    public void A_level_of_fifty_deviations_for_a_day(int? period) =>
        AssertNeverWorse(Season(3000, (t, v) => t is >= 2000 and < 2024 ? v + 1000 : v), period, 1500, 3000, Hedged);

    [TestMethod]
    [DataRow(null)]
    [DataRow(24)]
    public void A_level_that_stays_for_good(int? period)
    {
        double[] values = Season(3000, (t, v) => t >= 2000 ? v + 1000 : v);
        AssertNeverWorse(values, period, 1500, 3000, Hedged);
        AssertNeverWorse(values, period, 2002, 3000, 0.9);
    }

    [TestMethod]
    public void Spikes_of_one_row() => AssertNeverWorse(Season(3000, (t, v) => t % 97 == 0 ? v + 1000 : v), 24, 1000, 3000, 0.8);

    [TestMethod]
    [DataRow(5)]
    [DataRow(47)]
    [DataRow(1500)]
    public void A_quiet_start(int zeros)
    {
        double[] values = [.. new double[zeros], .. Solar(3000)];
        AssertNeverWorse(values, null, zeros + 24, zeros + 1000, 1);
        AssertNeverWorse(values, null, zeros + 1000, zeros + 3000, 1);
    }

    [TestMethod]
    public void A_standstill_and_then_work()
    {
        double[] values = [.. Season(4000, (_, v) => v).Select((v, t) => t is >= 1000 and < 2000 ? 3 : v)];
        AssertNeverWorse(values, null, 2002, 2500, 1.1);
        AssertNeverWorse(values, null, 2500, 4000, 1);
    }

    [TestMethod]
    public void A_giant_in_the_first_rows() => AssertNeverWorse(Season(2000, (t, v) => t == 5 ? 1e9 : v), 24, 1000, 2000, 0.9);

    [TestMethod]
    public void Tiny_units()
    {
        const double Unit = 1.0 / (1L << 50) / (1L << 50);
        double[] values = Season(600, (t, v) => t == 400 ? v + 1000 : v);
        var options = new LruForecasterOptions { Period = 24, Horizon = 3 };
        double[][] plain = [.. Series.Forecasts(new(1, 0, options), values.Select(v => new[] { v }))];
        double[][] tiny = [.. Series.Forecasts(new(1, 0, options), values.Select(v => new[] { v * Unit }))];
        for (int row = 0; row < values.Length; row++)
        {
            CollectionAssert.AreEqual(plain[row][..9].Select(v => v * Unit).ToArray(), tiny[row][..9], $"row {row}");
        }
    }

    [TestMethod]
    public void Few_rows_are_forecast_by_what_there_is_with_bands_from_the_second_on()
    {
        double[][] rows = [.. Season(60, (_, v) => v).Select(v => new[] { v })];
        foreach (var (row, forecast) in Series.Forecasts(new(1, 0, new() { Horizon = 12, Period = 24 }), rows).Index().Skip(1))
        {
            Assert.IsTrue(forecast.All(double.IsFinite), $"row {row}");
            Assert.IsTrue(forecast[12..24].Zip(forecast[24..36]).All(band => band.First < band.Second), $"row {row}");
        }
    }

    [TestMethod]
    public void Bands_before_any_error_is_known_cover_a_walk()
    {
        int covered = 0;
        for (int series = 0; series < 100; series++)
        {
            double[] values = Walk(12, (ulong)series);
            double[] forecast = Series.Forecasts(new(1, 0, new() { Horizon = 4 }), values[..8].Select(v => new[] { v })).Last();
            covered += Enumerable.Range(0, 4).Count(h => values[8 + h] >= forecast[4 + h] && values[8 + h] <= forecast[8 + h]);
        }

        Assert.IsGreaterThan(360, covered, "of 400");
    }

    private static void AssertNeverWorse(double[] values, int? period, int from, int to, double tolerance)
    {
        double[][] rows = [.. values.Select(v => new[] { v })];
        double[] errors = Series.Errors(
            new(1, 0, new() { Period = period }), rows[..to], from, 1,
            (origin, _) => rows[origin][0], (origin, ahead) => rows[origin + ahead - (period ?? ahead)][0]);
        Assert.IsLessThan(tolerance * tolerance * Math.Min(errors[1], errors[2]), errors[0], $"last value {errors[1]}, season ago {errors[2]}");
    }

    private static double[] Season(int count, Func<int, double, double> change)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 3);
        double[] values = new double[count];
        double rest = 0;
        for (int t = 0; t < count; t++)
        {
            rest = (0.9 * rest) + random.NextNormal();
            values[t] = change(t, 100 + (30 * Math.Sin(2 * Math.PI * t / 24)) + (10 * Math.Cos(4 * Math.PI * t / 24)) + rest);
        }

        return values;
    }

    private static double[] Solar(int count)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 4);
        double[] values = new double[count];
        for (int t = 0; t < count; t++)
        {
            values[t] = t % 24 is > 0 and < 12 ? Math.Max(0, (50 * Math.Sin(2 * Math.PI * t / 24)) + random.NextNormal()) : 0;
        }

        return values;
    }

    private static double[] Walk(int count, ulong seed)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        double[] values = new double[count];
        for (int t = 1; t < count; t++)
        {
            values[t] = values[t - 1] + random.NextNormal();
        }

        return values;
    }
}
