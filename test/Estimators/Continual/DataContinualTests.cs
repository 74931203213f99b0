using AdaptiveML.Estimators.Tests.Support;
using AdaptiveML.Learners.Continual;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Estimators.Tests.Continual;

/// <summary>A classifier's first months in use.</summary>
[TestClass]
public sealed class DataContinualTests
{
    [TestMethod]
    public void Classes_and_sensors_come_month_by_month_and_no_old_row_is_needed()
    {
        var mlContext = new MLContext(1);
        var (january, february, march) = (Sensors.View(Sensors.January), Sensors.View(Sensors.February), Sensors.View(Sensors.March));

        var trainer = mlContext.MulticlassClassification.Trainers.DataContinual(labelColumnName: "Label", featureColumnName: "Features");
        var model = trainer.Fit(january);
        model = model.Update(february, taskName: "february");
        model = model.Update(march, taskName: "march");
        var report = mlContext.MulticlassClassification.EvaluateContinual(model, [.. Sensors.Tests.GroupBy(row => row.Task).Select(Sensors.View)]);
        var feb = model.AtTask("february");

        CollectionAssert.AreEqual(new[] { "task 1", "february", "march" }, model.TaskNames.ToArray());
        CollectionAssert.AreEqual(new[] { "ethanol", "ammonia", "acetone", "toluene" }, model.ClassNames);
        Assert.IsGreaterThan(0.9, report.ClassIncremental.AverageAccuracy);
        Assert.IsLessThan(0.1, report.ClassIncremental.Forgetting);
        Assert.IsGreaterThanOrEqualTo(report.ClassIncremental.AverageAccuracy, report.TaskIncremental.AverageAccuracy);
        Models.AreSame(trainer.Fit(january).Update(february, "february").Scores(Sensors.Tests), feb.Scores(Sensors.Tests));
    }

    [TestMethod]
    public void Tasks_of_one_view_are_learnt_in_the_order_of_their_first_appearance()
    {
        SensorRow[] mixed =
        [
            Sensors.January[0], Sensors.February[0], Sensors.March[0],
            .. Sensors.March[1..], .. Sensors.February[1..], .. Sensors.January[1..],
        ];

        var model = Trainer(Sensors.Options with { TaskColumnName = "Task" }).Fit(Sensors.View(mixed));

        CollectionAssert.AreEqual(Sensors.AfterMarch.TaskNames.ToArray(), model.TaskNames.ToArray());
        CollectionAssert.AreEqual(Sensors.AfterMarch.ClassNames, model.ClassNames);
        CollectionAssert.AreEqual(Sensors.AfterMarch.Hash(), model.Hash());
        CollectionAssert.AreEqual(new[] { 2, 4, 4 }, model.Tasks.Select(task => task.ClassCount).ToArray());
    }

    [TestMethod]
    public void An_update_takes_the_tasks_of_the_task_column_unless_it_is_given_a_name()
    {
        var model = Trainer(Sensors.Options with { TaskColumnName = "Task" }).Fit(Sensors.View(Sensors.January));

        var byColumn = model.Reloaded().Update(Sensors.View([.. Sensors.February, .. Sensors.March]));
        var named = model.Update(Sensors.View([.. Sensors.February, .. Sensors.March]), "spring");

        CollectionAssert.AreEqual(new[] { "january", "february", "march" }, byColumn.TaskNames.ToArray());
        CollectionAssert.AreEqual(new[] { "january", "spring" }, named.TaskNames.ToArray());
        CollectionAssert.AreEqual(Sensors.AfterMarch.Hash(), byColumn.Hash());
    }

    [TestMethod]
    public void New_classes_are_appended_and_the_scores_of_old_ones_keep_their_slots()
    {
        var view = Sensors.AfterFebruary.Transform(Sensors.View(Sensors.Tests));
        VBuffer<ReadOnlyMemory<char>> slots = default, keys = default;
        view.Schema["Score"].GetSlotNames(ref slots);
        view.Schema["PredictedLabel"].GetKeyValues(ref keys);

        string[] expected = ["ethanol", "ammonia", "acetone", "toluene"];
        CollectionAssert.AreEqual(expected, slots.DenseValues().Select(name => name.ToString()).ToArray());
        CollectionAssert.AreEqual(expected, keys.DenseValues().Select(name => name.ToString()).ToArray());
        CollectionAssert.AreEqual(expected[..2], Sensors.AfterFebruary.AtTask("january").ClassNames);
        Assert.IsGreaterThan(0.9, Sensors.AfterFebruary.Accuracy(Sensors.January));
    }

    [TestMethod]
    public void Labels_are_mapped_by_value_whatever_their_keys_are()
    {
        var keyed = Sensors.Context.Transforms.Conversion.MapValueToKey(
            "Label", keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue);
        IDataView Keyed(SensorRow[] rows) => keyed.Fit(Sensors.View(rows)).Transform(Sensors.View(rows));

        var model = Sensors.Trainer.Fit(Keyed(Sensors.January), "january").Update(Keyed(Sensors.February), "february").Update(Keyed(Sensors.March), "march");

        CollectionAssert.AreEqual(Sensors.AfterMarch.ClassNames, model.LearntClassNames.ToArray());
        CollectionAssert.AreNotEqual(Sensors.AfterMarch.ClassNames, model.ClassNames);
        CollectionAssert.AreEqual(Texts(Sensors.AfterMarch), Texts(model));

        string[] Texts(DataContinualTransformer each) => [.. each.Scores(Sensors.Tests)
            .Select(scores => string.Join(' ', Sensors.AfterMarch.ClassNames.Select(name => $"{scores[each.ClassNames.IndexOf(name)]:R}")))];
    }

    [TestMethod]
    public void Scores_are_probabilities_whatever_learns()
    {
        foreach (var learner in new ContinualOptions[]
        {
            new DataClassifierOptions { ProjectionSize = 30 },
            new DataClassifierOptions { Head = DataClassifierHead.PseudoInput, Adapters = new() { RankHigh = 3, RankLow = 1 } },
            new RanPacOptions { ProjectionSize = 30 },
            new RidgeClassifierOptions(),
            new StreamingLdaOptions(),
            new NearestMeanOptions(), new ElasticWeightsOptions(), new LearningWithoutForgettingOptions(), new FineTuningOptions(),
        })
        {
            var model = Trainer(new() { Learner = learner }).Fit(Sensors.View(Sensors.January)).Update(Sensors.View(Sensors.March));

            foreach (float[] scores in model.Scores(Sensors.Tests))
            {
                Assert.IsTrue(Array.TrueForAll(scores, score => score is >= 0 and <= 1), learner.GetType().Name);
                Assert.AreEqual(1, scores.Sum(), 1e-5, learner.GetType().Name);
            }

            Assert.IsGreaterThan(0.7, model.Accuracy(Sensors.March), learner.GetType().Name);
        }
    }

    [TestMethod]
    public void Progress_is_told_of_every_task_and_a_fit_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var seen = new List<string>();
        var options = Sensors.Options with
        {
            TaskColumnName = "Task", Progress = new Told(task => seen.Add(task.Name!)), CancellationToken = cancellation.Token,
        };
        var view = Sensors.View([.. Sensors.January, .. Sensors.February]);

        Trainer(options).Fit(view);
        cancellation.Cancel();

        CollectionAssert.AreEqual(new[] { "january", "february" }, seen);
        Assert.ThrowsExactly<OperationCanceledException>(() => Trainer(options).Fit(view));
    }

    [TestMethod]
    public void What_cannot_be_is_refused_by_name()
    {
        var view = Sensors.View(Sensors.January);
        SensorRow[] nowhere = [.. Sensors.January, new() { Label = "ethanol" }];

        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => Sensors.AfterMarch.Update(view, "march")).Message, "march");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => Sensors.AfterMarch.AtTask("april")).Message, "april");
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => Sensors.AfterMarch.Revert("january")).Message, "Whole");
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => Sensors.AfterMarch.AtTask("january").Update(view)).Message, "Whole");
        StringAssert.Contains(
            Assert.ThrowsExactly<InvalidOperationException>(() => Trainer(Sensors.Options with { TaskColumnName = "Task" }).Fit(Sensors.View(nowhere))).Message,
            "Row 60");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Trainer(Sensors.Options with { TaskColumnName = "Weight" }).Fit(view)).Message,
            "task column 'Weight'");
        Assert.ThrowsExactly<ArgumentException>(() => Trainer(Sensors.Options with { IsTaskAware = true }));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Trainer(new() { Learner = new RanPacOptions { ProjectionSize = 0 } }));
    }

    private static DataContinualTrainer Trainer(DataContinualOptions options) =>
        Sensors.Context.MulticlassClassification.Trainers.DataContinual(options);

    private sealed class Told(Action<LearntTask> tell) : IProgress<LearntTask>
    {
        public void Report(LearntTask value) => tell(value);
    }
}
