using System.Globalization;
using AdaptiveML.Trainers.Tests.Forecasting;
using AdaptiveML.Trainers.Tests.Recurrent;
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

    [TestMethod]
    public void A_forecaster_that_sees_a_calendar_says_what_it_said() =>
        AssertSays("forecast-by-lru-calendar-2", LoadRows.View(LoadRows.Future), GoldenColumns.ForecastColumnsWithReasons);

    [TestMethod]
    public void A_combined_machine_whose_scale_drifts_says_what_it_said() =>
        AssertSays("online-lru-drifting-2", Plant.View(Recording.Future), GoldenColumns.SensorColumnsWithReasons);

    [TestMethod]
    public void A_recurrent_net_says_what_it_said() => AssertSays("bp-lambda-2", Machines.FutureView, GoldenNets.NumberColumns);

    [TestMethod]
    public void A_recurrent_net_of_classes_says_what_it_said() => AssertSays("bp-lambda-classes-2", Machines.FutureView, GoldenNets.ClassColumns);

    private static void AssertSays(string name, IDataView rows, string[] columns)
    {
        var model = new MLContext().Model.Load(Path.Combine(Folder, name + ".zip"), out _);
        string[][] expected = [.. File.ReadLines(Path.Combine(Folder, name + ".csv")).Select(line => line.Split(','))];
        string[][] actual = GoldenColumns.Say(model, rows, columns);
        Assert.HasCount(expected.Length, actual);
        for (int row = 0; row < expected.Length; row++)
        {
            Assert.HasCount(expected[row].Length, actual[row]);
            for (int i = 0; i < expected[row].Length; i++)
            {
                AssertSame(expected[row][i], actual[row][i], $"row {row}, value {i}");
            }
        }
    }

    private static void AssertSame(string expected, string actual, string where)
    {
        if (float.TryParse(expected, CultureInfo.InvariantCulture, out float number))
        {
            Assert.AreEqual(number, float.Parse(actual, CultureInfo.InvariantCulture), 1e-3f * Math.Max(1, Math.Abs(number)), where);
        }
        else
        {
            Assert.AreEqual(expected, actual, where);
        }
    }
}
