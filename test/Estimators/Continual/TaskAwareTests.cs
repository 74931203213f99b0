using AdaptiveML.Contract.Lives;
using AdaptiveML.Estimators.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Estimators.Tests.Continual;

/// <summary>Scores of rows of which it is said which task they are of.</summary>
[TestClass]
public sealed class TaskAwareTests
{
    private static readonly DataContinualTransformer Model = Sensors.Context.MulticlassClassification.Trainers
        .DataContinual(Sensors.Options with { TaskColumnName = "Task", IsTaskAware = true })
        .Fit(Sensors.View([.. Sensors.January, .. Sensors.February]));

    [TestMethod]
    public void Classes_that_a_task_had_not_are_out_of_the_question()
    {
        var loaded = Model.SavedAndLoaded(Sensors.View([]).Schema);
        foreach (var scores in Model.Scores(Sensors.January).Zip(loaded.Scores(Sensors.January)))
        {
            CollectionAssert.AreEqual(new float[] { 0, 0 }, scores.First[2..]);
            Assert.AreEqual(1, scores.First[..2].Sum(), 1e-5);
            CollectionAssert.AreEqual(scores.First, scores.Second);
        }

        Assert.IsTrue(Model.IsTaskAware);
        Assert.IsGreaterThanOrEqualTo(Sensors.AfterFebruary.Accuracy(Sensors.January), Model.Accuracy(Sensors.January));
    }

    [TestMethod]
    public void Rows_of_a_task_that_was_not_learnt_are_scored_among_all_classes() =>
        Models.AreSame(Sensors.AfterFebruary.Scores(Sensors.March), Model.Scores(Sensors.March));

    [TestMethod]
    public void The_task_must_be_said_and_be_text()
    {
        var silent = Sensors.Context.Transforms.DropColumns("Task").Fit(Sensors.View(Sensors.March)).Transform(Sensors.View(Sensors.March));
        var trainer = Sensors.Context.MulticlassClassification.Trainers.DataContinual(
            Sensors.Options with { TaskColumnName = "Key", IsTaskAware = true });
        var keyed = Sensors.Context.Transforms.Conversion.MapValueToKey("Key", "Task").Fit(Sensors.View(Sensors.March)).Transform(Sensors.View(Sensors.March));

        Assert.Throws<ArgumentOutOfRangeException>(() => Model.Transform(silent).GetColumn<uint>("PredictedLabel").ToArray());
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.Fit(keyed)).Message, "text");
    }

    [TestMethod]
    public void The_report_is_of_both_protocols_whatever_the_model_does()
    {
        var tests = Sensors.View(Sensors.Tests.Where(row => row.Task != "march"));

        Assert.AreEqual(
            Sensors.Context.MulticlassClassification.EvaluateContinual(Sensors.AfterFebruary, tests).ToString(),
            Sensors.Context.MulticlassClassification.EvaluateContinual(Model, tests).ToString());
    }
}
