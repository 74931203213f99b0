using System.Globalization;
using AdaptiveML.Estimators.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Estimators.Tests.Golden;

[TestClass]
public sealed class GoldenContinualTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_classifier_saved_by_version_2_says_what_it_said_and_learns_what_it_learnt(string name)
    {
        var loaded = new MLContext().Model.Load(Path.Combine(Folder, name + ".zip"), out _);
        float[][] expected = [.. File.ReadLines(Path.Combine(Folder, name + ".csv")).Select(line => line.Split(',').Select(value => float.Parse(value, CultureInfo.InvariantCulture)).ToArray())];
        float[][] scored = [.. loaded.Transform(Sensors.View(Sensors.Tests)).GetColumn<float[]>("Score")];

        AssertNear(expected[..scored.Length], scored);
        AssertNear(expected, GoldenContinual.Say(new MLContext().Model.Rehydrate(loaded).Stage()));
    }

    private static IEnumerable<object[]> Names() => GoldenContinual.Names.Select(name => new object[] { name });

    private static void AssertNear(float[][] expected, float[][] actual)
    {
        Assert.HasCount(expected.Length, actual);
        foreach (var (row, (one, other)) in expected.Zip(actual).Index())
        {
            Assert.HasCount(one.Length, other);
            for (int i = 0; i < one.Length; i++)
            {
                Assert.AreEqual(one[i], other[i], 1e-4f, $"row {row}, class {i}");
            }
        }
    }
}
