using System.Globalization;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Golden;

[TestClass]
public sealed class GoldenModelTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    private static readonly float[][] Lines =
        [.. File.ReadLines(Path.Combine(Folder, "online-lru-1.csv")).Select(line => line.Split(',').Select(value => float.Parse(value, CultureInfo.InvariantCulture)).ToArray())];

    private static readonly Reading[] Rows = Array.ConvertAll(Lines, line => new Reading { Load = line[0], Temperature = line[1], Emission = line[2] });

    private readonly ITransformer _loaded = new MLContext().Model.Load(Path.Combine(Folder, "online-lru-1.zip"), out _);

    [TestMethod]
    public void A_model_saved_by_version_1_scores_as_it_did()
    {
        AssertColumn(3, [.. _loaded.Transform(Plant.View(Rows)).GetColumn<float>("Score")]);
        AssertColumn(3, [.. Plant.Context.Model.Rehydrate(_loaded).Transform(Plant.View(Rows)).GetColumn<float>("Score")]);
    }

    [TestMethod]
    public void A_model_saved_by_version_1_goes_on_learning_as_it_did() => AssertColumn(4, GoldenModel.Learnt(_loaded, Rows));

    private static void AssertColumn(int column, float[] actual)
    {
        Assert.HasCount(Lines.Length, actual);
        for (int row = 0; row < actual.Length; row++)
        {
            Assert.AreEqual(Lines[row][column], actual[row], 1e-3f, $"row {row}");
        }
    }
}
