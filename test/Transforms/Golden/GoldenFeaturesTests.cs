using System.Globalization;
using Microsoft.ML;

namespace AdaptiveML.Transforms.Tests.Golden;

[TestClass]
public sealed class GoldenFeaturesTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    [TestMethod]
    [DataRow("stream")]
    [DataRow("window")]
    public void A_featurizer_saved_by_version_2_says_what_it_said(string rows)
    {
        string path = Path.Combine(Folder, $"featurize-sequence-by-ttt-{rows}-2");
        var model = new MLContext().Model.Load(path + ".zip", out _);
        float[][] expected = [.. File.ReadLines(path + ".csv").Select(line => line.Split(',').Select(value => float.Parse(value, CultureInfo.InvariantCulture)).ToArray())];

        AssertSays(expected, model);
        AssertSays(expected, new MLContext().Model.Rehydrate(model));
    }

    private static void AssertSays(float[][] expected, ITransformer model)
    {
        float[][] actual = GoldenFeatures.Say(model);
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
