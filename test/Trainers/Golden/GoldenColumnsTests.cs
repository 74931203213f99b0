using System.Globalization;
using AdaptiveML.Trainers.Tests.Forecasting;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Golden;

[TestClass]
public sealed class GoldenColumnsTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    [TestMethod]
    public void A_forecaster_saved_by_version_2_says_what_it_said() =>
        AssertSays("forecast-by-lru-2", LoadRows.View(LoadRows.Future), GoldenColumns.ForecastColumns);

    [TestMethod]
    public void A_combined_machine_saved_by_version_2_says_what_it_said() =>
        AssertSays("online-lru-combined-2", Plant.View(Recording.Future), GoldenColumns.SensorColumns);

    private static void AssertSays(string name, IDataView rows, string[] columns)
    {
        var model = new MLContext().Model.Load(Path.Combine(Folder, name + ".zip"), out _);
        float[][] expected = [.. File.ReadLines(Path.Combine(Folder, name + ".csv")).Select(line => line.Split(',').Select(value => float.Parse(value, CultureInfo.InvariantCulture)).ToArray())];
        float[][] actual = GoldenColumns.Say(model, rows, columns);
        Assert.HasCount(expected.Length, actual);
        for (int row = 0; row < expected.Length; row++)
        {
            Assert.HasCount(expected[row].Length, actual[row]);
            for (int i = 0; i < expected[row].Length; i++)
            {
                Assert.AreEqual(expected[row][i], actual[row][i], 1e-3f * Math.Max(1, Math.Abs(expected[row][i])), $"row {row}, value {i}");
            }
        }
    }
}
