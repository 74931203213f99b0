using AdaptiveML.Kernels;
using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>A forecaster that only follows: no parameter moves, and what it knows of its own forecasts stays live.</summary>
[TestClass]
public sealed class FollowingTests
{
    private const int Fitted = 800, Settled = 1000;

    [TestMethod]
    public void What_no_longer_holds_loses_its_say_and_bands_go_on_covering()
    {
        double[][] rows = [.. Series.Seasonal(Fitted, 1), .. Series.RandomWalk(1200, 1).Select(row => new[] { 5 + (0.3 * row[0]) })];
        var learner = new LruForecaster<double>(1, 0, new() { Period = 12, Horizon = 3 });
        _ = Series.Forecasts(learner, rows[..Fitted]).Count();
        learner.Mode = UpdateMode.StateOnly;
        var before = learner.Clone();

        double[][] forecasts = [.. Series.Forecasts(learner, rows[Fitted..])];

        AssertOthersBeginAlike(before, learner, rows);
        double own = 0, last = 0;
        int covered = 0;
        for (int t = Settled; t < rows.Length - 1; t++)
        {
            double[] forecast = forecasts[t - Fitted];
            own += Square(forecast[0] - rows[t + 1][0]);
            last += Square(rows[t][0] - rows[t + 1][0]);
            covered += rows[t + 1][0] >= forecast[3] && rows[t + 1][0] <= forecast[6] ? 1 : 0;
        }

        Assert.IsLessThan(1.05 * last, own);
        Assert.IsInRange(0.92, 0.98, (double)covered / (rows.Length - 1 - Settled));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void Where_values_are_missing_bounds_widen_with_the_rows_since_and_cover(int horizon)
    {
        double[][] rows = Series.RandomWalk(3000, 1);
        double[][] recorded = [.. rows.Select((row, t) => t > 500 && t % 100 >= 50 ? [double.NaN] : row)];
        var learner = new LruForecaster<double>(1, 0, new() { Horizon = horizon });
        double[][] forecasts = [.. Series.Forecasts(learner, recorded)];
        int covered = 0, missing = 0;
        for (int t = 600; t < rows.Length - 1; t++)
        {
            bool isMissing = double.IsNaN(recorded[t][0]);
            missing += isMissing ? 1 : 0;
            covered += isMissing && rows[t + 1][0] >= forecasts[t][horizon] && rows[t + 1][0] <= forecasts[t][2 * horizon] ? 1 : 0;
            double widened = Width(forecasts[t]) / Width(forecasts[t - 1]);
            Assert.IsTrue(t % 100 != 50 || widened > 1.3, $"row {t}: {widened}");
        }

        Assert.IsInRange(0.9, 0.99, (double)covered / missing);

        double Width(double[] forecast) => forecast[2 * horizon] - forecast[horizon];
    }

    /// <summary>White noise about a level: its mean is better than its last value, and its smoothed value finds that.</summary>
    [TestMethod]
    public void Where_the_last_value_is_mostly_noise_the_smoothed_one_has_the_say()
    {
        double[][] rows = [.. Noise(400, 6).Select(noise => new[] { 100 + noise })];
        var learner = new LruForecaster<double>(1, 0, new() { Horizon = 4 });

        double[] errors = Series.Errors(learner, rows, 100, 4, (origin, _) => rows[origin][0]);

        Assert.IsLessThan(0.58 * errors[1], errors[0], "half of it is the best there is");
        int smoothed = Array.IndexOf([.. learner.ExpertNames], "Smoothed");
        double[] prediction = Series.Forecasts(learner, rows[^1..]).Single();
        Assert.AreEqual(smoothed, Array.IndexOf(Weights(), Weights().Max()));

        double[] Weights() => learner.Output[PredictionNames.Weights].In<double>(prediction).ToArray();
    }

    /// <summary>Three years of weeks with a course of the year: fewer rows than the readouts have features.</summary>
    [TestMethod]
    public void Three_years_of_weeks_are_forecast_better_than_by_the_last_value_and_by_a_year_ago()
    {
        double[][] rows = [.. Noise(156, 7).Select((noise, t) => new[] { 50 + (0.05 * t) + (5 * Math.Sin(2 * Math.PI * t / 52)) + noise })];

        double[] errors = Series.Errors(
            new(1, 0, new() { Horizon = 13, Period = 52 }), rows, 104, 13, (origin, _) => rows[origin][0], (origin, ahead) => rows[origin + ahead - 52][0]);

        Assert.IsLessThan(0.5 * errors[1], errors[0]);
        Assert.IsLessThan(errors[2], errors[0]);
    }

    /// <summary>Nothing of what all sequences share has moved.</summary>
    private static void AssertOthersBeginAlike(IOnlineLearner<double> one, IOnlineLearner<double> other, double[][] rows)
    {
        var context = new RowContext { Sequence = SequenceKey.Of("another") };
        double[] ones = new double[one.OutputSize], others = new double[one.OutputSize];
        foreach (double[] row in rows[..100])
        {
            one.Learn(context, row, [], ones);
            other.Learn(context, row, [], others);
            CollectionAssert.AreEqual(ones, others);
        }
    }

    private static double[] Noise(int count, ulong seed)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        double[] noise = new double[count];
        foreach (ref double value in noise.AsSpan())
        {
            value = random.NextNormal();
        }

        return noise;
    }

    private static double Square(double value) => value * value;
}
