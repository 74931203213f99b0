using AdaptiveML.Kernels;
using AdaptiveML.Pipeline;
using AdaptiveML.Trainers.Tests.Forecasting;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Lru;

/// <summary>Blocks of a feature are permuted in its own sequence, and what does not matter has no importance.</summary>
[TestClass]
public sealed class BlockImportanceTests
{
    private static readonly MLContext Context = new(1);
    private static readonly Reading[] Rows = Run(900);
    private static readonly IDataView Future = Context.Data.LoadFromEnumerable(Rows[600..]);

    private static readonly ITransformer Model = Context.Regression.Trainers.OnlineLru(
        new OnlineLruOptions { GroupColumnName = "Plant", Combined = new() { Unit = new() { StateSize = 4 } } })
        .Fit(Context.Data.LoadFromEnumerable(Rows[..600]));

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void The_driver_comes_first_and_a_column_that_is_not_used_is_worth_nothing(bool learns)
    {
        var options = new BlockImportanceOptions { Learns = learns, PermutationCount = 8, BlockLength = 10 };

        var importance = Context.Model.BlockImportance(Model, Future, options);

        Assert.AreEqual("Features[0]", importance.Features[0]);
        var (driver, noise) = (importance.Errors["Features[0]"], importance.Errors["Features[1]"]);
        Assert.IsGreaterThan(5 * driver.StandardError, driver.Mean);
        Assert.IsLessThanOrEqualTo(Math.Max(3 * noise.StandardError, 0.02 * driver.Mean), Math.Abs(noise.Mean));
        Assert.AreEqual(driver, importance.Regression["Features[0]"].MeanAbsoluteError);
        Assert.IsLessThan(0, importance.Regression["Features[0]"].RSquared.Mean);
        Assert.AreEqual(8, driver.Count);
        Assert.AreEqual(driver.StandardDeviation / Math.Sqrt(8), driver.StandardError, 1e-15);
        StringAssert.StartsWith(importance.ToString().Split('\n')[1], "Features[0]");
    }

    [TestMethod]
    public void What_is_the_same_in_all_rows_of_a_group_is_not_mixed_between_groups()
    {
        var change = Context.Model.BlockImportance(Model, Future, new() { PermutationCount = 2 }).Errors["Features[2]"];

        Assert.AreEqual((0, 0, 0, 2), (change.Mean, change.StandardDeviation, change.StandardError, change.Count));
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_of_a_loaded_model_and_the_model_stays_as_it_is()
    {
        float[] before = [.. Model.Transform(Future).GetColumn<float>("Score")];
        using var stream = new MemoryStream();
        Context.Model.Save(Model, Future.Schema, stream);
        stream.Position = 0;
        var loaded = Context.Model.Load(stream, out _);
        var options = new BlockImportanceOptions { PermutationCount = 2, Seed = 7 };

        var (first, second) = (Context.Model.BlockImportance(Model, Future, options), Context.Model.BlockImportance(loaded, Future, options));

        CollectionAssert.AreEqual(first.Errors.OrderBy(pair => pair.Key).ToArray(), second.Errors.OrderBy(pair => pair.Key).ToArray());
        CollectionAssert.AreNotEqual(
            first.Errors.OrderBy(pair => pair.Key).ToArray(),
            Context.Model.BlockImportance(Model, Future, options with { Seed = 8 }).Errors.OrderBy(pair => pair.Key).ToArray());
        CollectionAssert.AreEqual(before, Model.Transform(Future).GetColumn<float>("Score").ToArray());
        Assert.AreEqual(Context.Model.EvaluatePrequential(Model, Future)["model"].Overall, first.Figures);
    }

    [TestMethod]
    public void Forecasts_have_importance_too()
    {
        var importance = LoadRows.Context.Model.BlockImportance(LoadRows.Model, LoadRows.View(LoadRows.Future), new() { BlockLength = 3 });

        Assert.AreEqual("Loads[0]", importance.Features[0], "the temperature follows the first load");
        var change = importance.Forecast["Loads[0]"];
        Assert.IsGreaterThan(2 * change.Steps[0].StandardError, change.Steps[0].Mean);
        Assert.HasCount(5, change.Steps);
        Assert.Contains("ForecastFigures", Assert.ThrowsExactly<InvalidOperationException>(() => importance.Classification).Message);
    }

    [TestMethod]
    public void What_cannot_be_permuted_is_said()
    {
        Assert.Contains("two blocks", Assert.ThrowsExactly<InvalidOperationException>(
            () => Context.Model.BlockImportance(Model, Future, new() { BlockLength = 1000 })).Message);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Context.Model.BlockImportance(Model, Future, new() { PermutationCount = 0 }));
        Assert.ThrowsExactly<InvalidOperationException>(
            () => Context.Model.BlockImportance(Model, Context.Data.LoadFromEnumerable(Array.Empty<Reading>(), Future.Schema)));
    }

    /// <summary>Two plants: the label follows the driver, not the noise, and has a level of its own in each.</summary>
    private static Reading[] Run(int count)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 5);
        float[,] walk = new float[2, 2];
        var rows = new Reading[count];
        for (int i = 0; i < count; i++)
        {
            int plant = i % 2;
            for (int k = 0; k < 2; k++)
            {
                walk[plant, k] = (0.8f * walk[plant, k]) + (float)random.NextNormal();
            }

            rows[i] = new()
            {
                Plant = plant == 0 ? "north" : "south",
                Features = [walk[plant, 0], walk[plant, 1], plant],
                Label = (10 * plant) + (2 * walk[plant, 0]) + (0.1f * (float)random.NextNormal()),
            };
        }

        return rows;
    }

    private sealed class Reading
    {
        public string Plant { get; set; } = "";

        [VectorType(3)]
        public float[] Features { get; set; } = [0, 0, 0];

        public float Label { get; set; }
    }
}
