using System.Xml.Linq;
using AdaptiveML.Estimators.Tests.Support;
using AdaptiveML.Learners.Continual;
using Microsoft.ML;

namespace AdaptiveML.Estimators.Tests.Continual;

/// <summary>What a model forgot, by its own checkpoints.</summary>
[TestClass]
public sealed class EvaluateContinualTests
{
    private static readonly DataContinualTransformer Joint = Sensors.Trainer.Fit(Sensors.View([.. Sensors.March, .. Sensors.January, .. Sensors.February]));

    private static readonly ContinualMetrics Metrics = Sensors.Context.MulticlassClassification.EvaluateContinual(
        Sensors.AfterMarch, Sensors.View(Sensors.Tests), joint: Joint);

    [TestMethod]
    public void Each_accuracy_is_that_of_the_model_after_a_task_on_the_rows_of_a_task()
    {
        string[] names = ["january", "february", "march"];
        DataContinualTransformer[] models = [Sensors.AfterFebruary.AtTask("january"), Sensors.AfterFebruary, Sensors.AfterMarch];

        CollectionAssert.AreEqual(names, Metrics.TaskNames.ToArray());
        for (int after = 0; after < 3; after++)
        {
            for (int on = 0; on < 3; on++)
            {
                SensorRow[] rows = [.. Sensors.Tests.Where(row => row.Task == names[on])];
                Assert.AreEqual(models[after].Accuracy(rows), Metrics.ClassIncremental[after, on], 1e-12, $"after {after} on {on}");
                Assert.IsGreaterThanOrEqualTo(Metrics.ClassIncremental[after, on], Metrics.TaskIncremental[after, on]);
            }
        }
    }

    [TestMethod]
    public void The_figures_are_those_of_the_definitions()
    {
        var r = Metrics.ClassIncremental;

        Assert.AreEqual((r[2, 0] + r[2, 1] + r[2, 2]) / 3, Metrics.ClassIncremental.AverageAccuracy, 1e-12);
        Assert.AreEqual((r[2, 0] - r[0, 0] + r[2, 1] - r[1, 1]) / 2, Metrics.ClassIncremental.BackwardTransfer, 1e-12);
        Assert.AreEqual((Math.Max(r[0, 0], r[1, 0]) - r[2, 0] + r[1, 1] - r[2, 1]) / 2, Metrics.ClassIncremental.Forgetting, 1e-12);
        Assert.AreEqual((r[0, 1] + r[1, 2]) / 2, Metrics.ClassIncremental.ForwardTransfer, 1e-12);
        Assert.AreEqual(0, r[0, 1], "classes that are not known cannot be right");
        Assert.AreEqual(
            (Accuracy("january") - r[0, 0] + Accuracy("february") - r[1, 1] + Accuracy("march") - r[2, 2]) / 3,
            Metrics.ClassIncremental.Intransigence!.Value,
            1e-12);

        static double Accuracy(string task) => Joint.Accuracy([.. Sensors.Tests.Where(row => row.Task == task)]);
    }

    [TestMethod]
    public void The_figures_are_the_same_whatever_the_keys_of_the_labels_are_numbered()
    {
        var order = Sensors.Context.Transforms.Conversion.MapValueToKey(
            "Label", keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue);
        IDataView Keyed(IEnumerable<SensorRow> rows) => order.Fit(Sensors.View(rows)).Transform(Sensors.View(rows));
        var model = Sensors.Trainer.Fit(Keyed(Sensors.January), "january").Update(Keyed(Sensors.February), "february").Update(Keyed(Sensors.March), "march");
        var joint = Sensors.Trainer.Fit(Keyed([.. Sensors.March, .. Sensors.January, .. Sensors.February]));

        var metrics = Sensors.Context.MulticlassClassification.EvaluateContinual(model, Keyed(Sensors.Tests), joint: joint);

        Assert.AreNotEqual(string.Join(' ', Sensors.AfterMarch.ClassNames), string.Join(' ', model.ClassNames));
        Assert.AreEqual(Metrics.ToString(), metrics.ToString());
        CollectionAssert.AreEquivalent(
            new[] { "acetone", "toluene" }, model.Tasks[1].Classes.Select(place => model.ClassNames[place]).ToArray());
        CollectionAssert.AreEqual(new[] { "ammonia", "ethanol" }, model.AtTask("january").ClassNames);
    }

    [TestMethod]
    public void A_view_for_each_task_says_the_same_also_of_a_model_from_a_file()
    {
        var views = Sensors.Tests.GroupBy(row => row.Task).Select(Sensors.View).ToArray();

        var metrics = Sensors.Context.MulticlassClassification.EvaluateContinual(Sensors.AfterMarch.Reloaded(), views, Joint);

        Assert.AreEqual(Metrics.ToString(), metrics.ToString());
        Assert.IsNull(Sensors.Context.MulticlassClassification.EvaluateContinual(Sensors.AfterMarch, views).TaskIncremental.Intransigence);
    }

    [TestMethod]
    public void A_method_that_forgets_is_found_out()
    {
        var trainer = Sensors.Context.MulticlassClassification.Trainers.DataContinual(
            new DataContinualOptions { TaskColumnName = "Task", Learner = new FineTuningOptions() });
        var tests = Sensors.View(Sensors.Tests.Where(row => row.Task != "march"));

        var naive = Sensors.Context.MulticlassClassification.EvaluateContinual(trainer.Fit(Sensors.View([.. Sensors.January, .. Sensors.February])), tests);

        Assert.IsGreaterThan(0.8, naive.ClassIncremental.Forgetting);
        Assert.IsLessThan(0.6, naive.ClassIncremental.AverageAccuracy);
        Assert.IsGreaterThan(0.8, naive.TaskIncremental.AverageAccuracy);
        StringAssert.Contains(naive.ToString(), "class-incremental");
        StringAssert.Contains(naive.ToString(), "forgetting");
    }

    [TestMethod]
    public void The_picture_is_well_formed_and_names_tasks_and_protocols()
    {
        string svg = Metrics.ToSvg();

        var texts = XDocument.Parse(svg).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value).ToArray();
        Assert.AreEqual(2, texts.Count(text =>
            text.StartsWith("class-incremental", StringComparison.Ordinal) || text.StartsWith("task-incremental", StringComparison.Ordinal)));
        Assert.AreEqual(4, texts.Count(text => text == "february"));
        Assert.AreEqual(18, XDocument.Parse(svg).Descendants().Count(element => element.Attribute("fill-opacity") is not null));
    }

    [TestMethod]
    public void Rows_of_other_tasks_and_tasks_without_rows_are_refused_by_name()
    {
        var catalog = Sensors.Context.MulticlassClassification;

        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => catalog.EvaluateContinual(Sensors.AfterFebruary, Sensors.View(Sensors.Tests))).Message, "march");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => catalog.EvaluateContinual(Sensors.AfterMarch, Sensors.View(Sensors.January))).Message, "february");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => catalog.EvaluateContinual(Sensors.AfterMarch, [Sensors.View(Sensors.January)])).Message, "3 tasks");
    }
}
