using AdaptiveML.Learners.Lru;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Lru;

/// <summary>Importance in a chain, under names of its own, and the figures of each machine.</summary>
[TestClass]
public sealed class OnlineLruImportanceTests
{
    private static readonly MLContext Context = Plant.Context;

    [TestMethod]
    public void Features_have_the_names_of_the_columns_in_front_and_permuting_a_column_by_hand_does_as_much()
    {
        var model = Context.Transforms.Concatenate("Drivers", "Load", "Temperature")
            .Append(Context.Transforms.NormalizeMeanVariance("Drivers"))
            .Append(Context.Regression.Trainers.OnlineLru(Plant.Options with { LabelColumnName = "Emission", FeatureColumnName = "Drivers" }))
            .Fit(Plant.HistoryView);

        var importance = Context.Model.PermutationImportance(model, Plant.HistoryView, permutationCount: 20);

        CollectionAssert.AreEquivalent(new[] { "Load", "Temperature" }, importance.Features.ToArray());
        var random = new Random(1);
        foreach (string feature in importance.Features)
        {
            double[] changes = [.. Enumerable.Range(0, 20).Select(_ => RSquared(model, Permuted(feature, random)) - RSquared(model, Recording.History))];
            var change = importance.Regression[feature].RSquared;
            Assert.AreEqual(change.Mean, changes.Average(), 6 * change.StandardError, feature);
        }
    }

    [TestMethod]
    public void Each_machine_tells_its_figures()
    {
        var unit = Fit(Plant.Options).Parameters;
        var blocks = new LruStackOptions { Unit = new() { StateSize = 3, DirectPath = DirectPath.Diagonal }, Width = 4 };
        var stack = Fit(Plant.Options with { ModelKind = LruModelKind.Stack, Stack = blocks }).Parameters;
        var combined = Fit(new() { Combined = new() { Unit = new() { StateSize = 4 } } }).Parameters;

        Assert.AreEqual((LruModelKind.Unit, 5, 1), (unit.ModelKind, unit.StateSize, unit.Blocks));
        Assert.AreEqual((LruModelKind.Stack, 3, 2), (stack.ModelKind, stack.StateSize, stack.Blocks));
        Assert.AreEqual((LruModelKind.Combined, 4, 1), (combined.ModelKind, combined.StateSize, combined.Blocks));
        Assert.IsEmpty(unit.ExpertWeights);
        Assert.AreEqual("LastValue", combined.ExpertWeights.First().Key);
        Assert.AreEqual(1, combined.ExpertWeights.Sum(expert => expert.Value), 1e-9);
        Assert.IsGreaterThan(0, combined.Updates.Applied);
        Assert.IsEmpty(combined.ClassNames);
    }

    [TestMethod]
    public void The_weights_are_those_that_the_last_row_of_the_fit_left()
    {
        var model = Fit(new() { Combined = new() { Unit = new() { StateSize = 4 } }, ExpertWeightsColumnName = "Weights" });
        var rows = Context.Transforms.Concatenate("Features", "Load", "Temperature").Fit(Plant.HistoryView).Transform(Plant.View(Recording.Future));

        float[] next = model.Transform(rows).GetColumn<float[]>("Weights").First();
        double[] left = [.. model.Parameters.ExpertWeights.Select(expert => expert.Value)];

        Assert.AreEqual(1, left.Sum(), 1e-9);
        Assert.AreEqual(Array.IndexOf(next, next.Max()), Array.IndexOf(left, left.Max()), "the next row may trust an expert less, and hardly turns them over");
    }

    private static OnlineLruTransformer Fit(OnlineLruOptions options)
    {
        var rows = Context.Transforms.Concatenate("Features", "Load", "Temperature").Fit(Plant.HistoryView).Transform(Plant.HistoryView);
        return Context.Regression.Trainers.OnlineLru(options with { LabelColumnName = "Emission" }).Fit(rows);
    }

    private static double RSquared(ITransformer model, IEnumerable<Reading> rows) =>
        Context.Regression.Evaluate(model.Transform(Plant.View(rows)), "Emission").RSquared;

    private static Reading[] Permuted(string feature, Random random)
    {
        var rows = Recording.History;
        float[] values = [.. rows.Select(row => feature == "Load" ? row.Load : row.Temperature)];
        random.Shuffle(values);
        return [.. rows.Select((row, i) => new Reading
        {
            Load = feature == "Load" ? values[i] : row.Load,
            Temperature = feature == "Load" ? row.Temperature : values[i],
            Emission = row.Emission,
        })];
    }
}
