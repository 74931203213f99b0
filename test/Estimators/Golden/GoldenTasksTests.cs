using System.Globalization;
using Microsoft.ML;

namespace AdaptiveML.Estimators.Tests.Golden;

[TestClass]
public sealed class GoldenTasksTests
{
    private static readonly string File = Path.Combine(AppContext.BaseDirectory, "Golden", GoldenTasks.Name);

    [TestMethod]
    public void Tasks_saved_by_version_2_say_what_they_said()
    {
        var model = new MLContext().Model.Load(File + ".zip", out _);
        float[][] expected = [.. System.IO.File.ReadLines(File + ".csv").Select(line => Array.ConvertAll(line.Split(','), value => float.Parse(value, CultureInfo.InvariantCulture)))];

        AssertSays(expected, model);
        AssertSays(expected, new MLContext().Model.Rehydrate(model));
    }

    private static void AssertSays(float[][] expected, ITransformer model)
    {
        float[][] actual = GoldenTasks.Say(model);
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
