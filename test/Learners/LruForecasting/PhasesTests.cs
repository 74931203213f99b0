using AdaptiveML.Kernels;
using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Phases that come with the row: right whatever rows are missing, where a season counted in rows is not.</summary>
[TestClass]
public sealed class PhasesTests
{
    private static readonly CalendarHarmonics Day = new() { Daily = 2 };

    [TestMethod]
    [DataRow(1)]
    [DataRow(6)]
    public void A_rhythm_with_missing_rows_is_forecast_by_the_clock_and_not_by_counting(int horizon)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 6);
        List<double[]> rows = [];
        List<int> hours = [];
        for (int hour = 0; rows.Count < 3000; hour++)
        {
            hour += random.NextUniform() < 0.01 ? 24 + (int)(48 * random.NextUniform()) : random.NextUniform() < 0.05 ? 5 : 0;
            double[] row = [Math.Sin(2 * Math.PI * hour / 24) + (0.1 * random.NextNormal()), 0, 0, 0, 0];
            Day.Write(hour * TimeSpan.TicksPerHour, row.AsSpan(1));
            rows.Add(row);
            hours.Add(hour);
        }

        double clock = Error(new() { Horizon = horizon, Phases = Day.Count }, 5), counted = Error(new() { Horizon = horizon, Period = 24 }, 1),
            neither = Error(new() { Horizon = horizon }, 1);
        Assert.IsLessThan(0.8 * Math.Min(counted, neither), clock);

        // Over forecasts that no gap lies in: what comes behind one cannot be known before it.
        double Error(LruForecasterOptions options, int width)
        {
            double[][] forecasts = [.. Series.Forecasts(new(1, 0, options), rows.Select(row => row[..width]))];
            return Enumerable.Range(1000, rows.Count - 1000 - horizon).Where(origin => hours[origin + horizon] - hours[origin] == horizon)
                .Average(origin => Math.Pow(forecasts[origin][horizon - 1] - rows[origin + horizon][0], 2));
        }
    }

    [TestMethod]
    public void Phases_are_seen_as_they_are_within_their_bounds()
    {
        var learner = new LruForecaster<double>(1, 0, new() { Phases = 2, Unit = new() { StateSize = 4 } });
        foreach (var _ in Series.Forecasts(learner,
            Series.Seasonal(300, 1).Select((row, t) => new[] { row[0], Math.Cos(2 * Math.PI * t / 12), Math.Sin(2 * Math.PI * t / 12) })))
        {
        }

        CollectionAssert.AreEqual(Predict(5, 1, 0), Predict(5, 1e9, double.NaN));
        CollectionAssert.AreNotEqual(Predict(5, 1, 0), Predict(5, 0.5, 0));

        double[] Predict(params double[] row)
        {
            double[] prediction = new double[learner.OutputSize];
            learner.Predict(row, prediction);
            return prediction;
        }
    }
}
