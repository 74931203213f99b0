using AdaptiveML.Learners.LruForecasting;

namespace AdaptiveML.Learners.Tests;

[TestClass]
public sealed class ForecastFeaturesTests
{
    [TestMethod]
    [DataRow(new[] { 96 }, 3, 3)]
    [DataRow(new[] { 96 }, 24, 24)]
    [DataRow(new[] { 96 }, 100, 24)]
    [DataRow(new[] { 12, 96 }, 100, 12)]
    public void Of_a_season_too_long_to_be_seen_whole_a_few_of_the_rows_to_come_are_seen(int[] periods, int horizon, int seen)
    {
        int Length(int rows) => new ForecastFeatures(1, 0, 4, new() { Periods = periods, Horizon = rows }).OwnCount;

        Assert.AreEqual(2 * (seen - 1), Length(horizon) - Length(1));
    }
}
