using AdaptiveML.Contract.Lives;
using AdaptiveML.Estimators.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Estimators.Tests.Continual;

/// <summary>Importance under names of its own, where a stage makes a key of the label; and the figures of tasks.</summary>
[TestClass]
public sealed class DataContinualImportanceTests
{
    private static readonly MLContext Context = Sensors.Context;

    [TestMethod]
    public void A_label_made_a_key_behind_the_model_or_in_front_of_it_is_found()
    {
        var rows = Sensors.View(Sensors.January);
        var toKey = Context.Transforms.Conversion.MapValueToKey("Substance", "Label");
        var trainer = Context.MulticlassClassification.Trainers.DataContinual(Sensors.Options with { FeatureColumnName = "Readings" });
        var front = Context.Transforms.CopyColumns("Readings", "Features").Append(toKey).Append(trainer).Fit(rows);
        var behind = Context.Transforms.CopyColumns("Readings", "Features").Append(trainer).Append(toKey).Fit(rows);

        string[] expected = Lines(Context.Model.PermutationImportance(front, rows));
        string[][] others =
        [
            Lines(Context.Model.PermutationImportance(front, rows, "Substance")),
            Lines(Context.Model.PermutationImportance(behind, rows, "Substance")),
            Lines(Context.Model.PermutationImportance(behind.SavedAndLoaded(rows.Schema), rows, "Substance")),
        ];

        Assert.StartsWith("Readings[", expected[0]);
        Array.ForEach(others, other => CollectionAssert.AreEqual(expected, other));
    }

    [TestMethod]
    public void The_figures_name_tasks_and_classes()
    {
        var figures = Sensors.AfterFebruary.Parameters;

        CollectionAssert.AreEqual(new[] { "january", "february" }, figures.Tasks.Select(task => task.Name).ToArray());
        CollectionAssert.AreEqual(Sensors.AfterFebruary.ClassNames, figures.ClassNames.ToArray());
        Assert.AreEqual(Sensors.Width, figures.InputSize);
    }

    private static string[] Lines(Pipeline.PermutationImportance importance) =>
        [.. importance.Features.Select(feature => (feature, importance.MulticlassClassification[feature]))
            .Select(pair => $"{pair.feature} {pair.Item2.MicroAccuracy.Mean:R} {pair.Item2.LogLoss.Mean:R}")];
}
