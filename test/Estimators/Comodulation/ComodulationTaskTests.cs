using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Estimators.Tests.Comodulation;

/// <summary>Tasks that are learnt, switched to, taken back, saved, and learnt on.</summary>
[TestClass]
public sealed class ComodulationTaskTests
{
    private static readonly IDataView ThirtyRows = Parts.View(Parts.ThirtyRows);

    private static readonly ComodulationTransformer Adapted = Parts.Model.Adapt("scratched", ThirtyRows);

    [TestMethod]
    public void The_example_of_the_documentation()
    {
        var mlContext = new MLContext(1);
        var primaryTasks = mlContext.Data.LoadFromEnumerable(Parts.PrimaryRows);
        var thirtyRows = mlContext.Data.LoadFromEnumerable(Parts.ThirtyRows);

        var trainer = mlContext.BinaryClassification.Trainers.Comodulation(featureColumnName: "Features", taskColumnName: "Task");
        var model = trainer.Fit(primaryTasks);
        float[] fitted = model.Base.Scores();
        model = model.Adapt("scratched", thirtyRows);
        var scratched = model.ForTask("scratched");
        var original = model.Base;

        CollectionAssert.AreEqual(fitted, original.Scores());
        CollectionAssert.AreEqual(scratched.Scores(), model.Scores());
        Assert.IsGreaterThan(0.8, scratched.Accuracy());
        Assert.Contains("primary tasks", model.Tasks[^1].Reason!);
    }

    [TestMethod]
    public void Whatever_is_learnt_the_base_and_every_other_task_say_the_same_bits()
    {
        float[] original = Parts.Model.Base.Scores(), heavy = Parts.Model.ForTask("heavy").Scores();
        byte[] hash = Parts.Model.Machine.BaseHash();
        var model = Parts.Model;
        foreach (var method in Enum.GetValues<AdaptationMethod>())
        {
            model = model.Adapt("scratched", ThirtyRows, Parts.Options.Machine.Adaptation with { Method = method });
            using var engine = Parts.Context.Model.CreateOnlineEngine<TaskRow, TaskScore>(model);
            foreach (var row in Parts.ThirtyRows)
            {
                Assert.AreEqual(UpdateVerdict.Applied, engine.Learn(row).Verdict);
            }

            var learnt = (ComodulationTransformer)engine.ToTransformer();
            CollectionAssert.AreNotEqual(model.Scores(), learnt.Scores(), method.ToString());
            foreach (var changed in (ComodulationTransformer[])[model, learnt, model.Without("scratched"), model.Without("polished")])
            {
                CollectionAssert.AreEqual(original, changed.Base.Scores(), method.ToString());
                CollectionAssert.AreEqual(heavy, changed.ForTask("heavy").Scores(), method.ToString());
                CollectionAssert.AreEqual(hash, changed.Machine.BaseHash());
            }
        }

        CollectionAssert.AreEqual(original, Parts.Model.Scores(), "a task that was never learnt");
    }

    [TestMethod]
    public void The_task_column_chooses_for_each_row()
    {
        string[] tasks = ["scratched", "heavy", "", "nobody knows it"];
        var rows = Parts.TestRows.Select((row, i) => new TaskRow { Features = row.Features, Task = tasks[i % 4] });
        float[][] expected = [Adapted.ForTask("scratched").Scores(), Adapted.ForTask("heavy").Scores(), Adapted.Base.Scores(), Adapted.Base.Scores()];

        float[] scores = Adapted.Scores(Parts.View(rows));

        CollectionAssert.AreEqual(scores.Select((_, i) => expected[i % 4][i]).ToArray(), scores);
        CollectionAssert.AreEqual(scores, Adapted.ForTask("heavy").ByRow.Scores(Parts.View(rows)));
    }

    [TestMethod]
    public void One_task_needs_no_task_column()
    {
        var bare = Parts.Context.Transforms.SelectColumns("Features").Fit(Parts.View(Parts.TestRows)).Transform(Parts.View(Parts.TestRows));

        CollectionAssert.AreEqual(Adapted.Scores(), Adapted.ForTask("scratched").Scores(bare));
        Assert.HasCount(Parts.TestRows.Length, Adapted.Base.Scores(bare));
        Assert.Throws<ArgumentOutOfRangeException>(() => Adapted.Scores(bare));
    }

    [TestMethod]
    public void Saved_and_loaded_it_has_all_tasks_and_what_is_known_of_them()
    {
        foreach (var model in (ComodulationTransformer[])[Adapted, Adapted.ForTask("scratched"), Adapted.Base])
        {
            var loaded = model.SavedAndLoaded();
            var rehydrated = (ComodulationTransformer)((IEnumerable<ITransformer>)Parts.Context.Model.Rehydrate(new TransformerChain<ITransformer>(loaded)))
                .Single();

            CollectionAssert.AreEqual(model.Scores(), loaded.Scores());
            Assert.AreEqual(model.Active, rehydrated.Active);
            CollectionAssert.AreEqual(
                Adapted.Tasks.Select(task => (task.Name, task.Method, task.Quality?.Reason)).ToArray(),
                rehydrated.Tasks.Select(task => (task.Name, task.Method, task.Quality?.Reason)).ToArray());
            CollectionAssert.AreEqual(Adapted.Scores(), rehydrated.ByRow.Scores());
            CollectionAssert.AreEqual(Adapted.Base.Scores(), rehydrated.Base.Scores());
            Assert.HasCount(Parts.Model.TrainingHistory.Count, rehydrated.TrainingHistory);
        }
    }

    [TestMethod]
    public void Folded_a_task_is_a_plain_network_that_says_the_same_but_for_rounding()
    {
        var folded = Adapted.Fold("scratched");
        float[] expected = Adapted.Scores(), actual = folded.SavedAndLoaded().Scores();

        Assert.IsEmpty(folded.Tasks);
        Assert.HasCount(3, folded.Export().Layers);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], 1e-4 * Math.Max(1, Math.Abs(expected[i])));
        }
    }

    [TestMethod]
    public void An_engine_over_one_task_learns_it()
    {
        var early = Parts.Model.Adapt(
            "scratched",
            Parts.View(Parts.ThirtyRows[..12]),
            Parts.Options.Machine.Adaptation with { Method = AdaptationMethod.Gain, Parts = 0, MaximumSteps = 1, StepsPerLook = 1 }).ForTask("scratched");
        using var engine = Parts.Context.Model.CreateOnlineEngine<TaskRow, TaskScore>(early);
        for (int pass = 0; pass < 20; pass++)
        {
            Array.ForEach(Parts.ThirtyRows, row => engine.Learn(row));
        }

        var learnt = engine.ToTransformer();

        Assert.IsLessThan(LogLoss(early), LogLoss(learnt));

        static double LogLoss(ITransformer model) => Parts.Context.BinaryClassification.Evaluate(model.Transform(Parts.View(Parts.TestRows))).LogLoss;
    }

    [TestMethod]
    public void All_arms_are_compared_on_rows_that_none_has_learnt()
    {
        var report = Parts.Model.Compare("scratched", ThirtyRows, Parts.View(Parts.TestRows));

        Assert.HasCount(Enum.GetValues<AdaptationMethod>().Length, report.Methods);
        Assert.AreEqual(Adapted.Tasks[^1].Method, report.Chosen);
        Assert.AreEqual(Adapted.Accuracy(), report.ChosenMetrics.Accuracy, 1e-9);
        Assert.AreEqual(report.Kept!.Value.Before, report.Kept.Value.After);
        Assert.IsTrue(report.Methods.Values.All(metrics => metrics is { Rows: 120, LogLoss: > 0, CalibrationError: >= 0 and <= 1, PositiveF1: >= 0 and <= 1 }));
    }

    [TestMethod]
    public void Relevance_is_one_in_the_base_and_factor_and_gain_in_a_task()
    {
        var model = Parts.Fit(Parts.Options with { RelevanceColumnName = "Relevance" }).Adapt(
            "scratched", ThirtyRows, Parts.Options.Machine.Adaptation with { Method = AdaptationMethod.Comodulation });
        var task = model.Machine["scratched"];
        float[] expected = [.. task.Factor, .. task.Gain];

        var scored = model.Transform(Parts.View(Parts.TestRows));

        Assert.IsTrue(scored.GetColumn<float[]>("Relevance").All(relevance => relevance.SequenceEqual(expected)));
        Assert.IsTrue(model.Base.Transform(Parts.View(Parts.TestRows)).GetColumn<float[]>("Relevance").All(relevance =>
            relevance.Length == 24 && Array.TrueForAll(relevance, value => value == 1)));
        VBuffer<ReadOnlyMemory<char>> names = default;
        scored.Schema["Relevance"].GetSlotNames(ref names);
        CollectionAssert.AreEqual(
            new[] { "h1.0", "h1.15", "gain.0", "gain.7" }, new[] { 0, 15, 16, 23 }.Select(slot => names.GetItemOrDefault(slot).ToString()).ToArray());
    }

    [TestMethod]
    public void Tasks_may_be_numbers()
    {
        var model = Parts.Fit(Parts.Options with { TaskColumnName = "Number" });

        CollectionAssert.AreEqual(new[] { "-1", "0", "1" }, model.Tasks.Select(task => task.Name).ToArray());
        var heavy = Parts.View(Parts.Rows("heavy", 60, 9));
        CollectionAssert.AreEqual(model.ForTask("1").Scores(heavy), model.Scores(heavy));
        CollectionAssert.AreEqual(model.Scores(heavy), model.SavedAndLoaded().Scores(heavy));
        CollectionAssert.AreEqual(model.Adapt("2", ThirtyRows).ForTask("2").Scores(), model.Adapt("2", ThirtyRows).Scores());
    }

    [TestMethod]
    public void Of_several_classes_a_task_keeps_the_values()
    {
        var model = Parts.Context.MulticlassClassification.Trainers.Comodulation(
            Parts.Options with { LabelColumnName = "Side" }).Fit(Parts.View(Parts.PrimaryRows))
            .Adapt("scratched", ThirtyRows);
        var scored = model.Transform(Parts.View(Parts.TestRows));
        var named = Parts.Context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(scored).Transform(scored);

        double right = named.GetColumn<string>("PredictedLabel").Zip(Parts.TestRows, (side, row) => side == row.Side ? 1.0 : 0).Average();

        Assert.IsGreaterThan(0.8, right);
        var strange = Array.ConvertAll(Parts.ThirtyRows, row => new TaskRow { Features = row.Features, Side = "middle" });
        Assert.Contains("right, left", Assert.Throws<ArgumentException>(() => model.Adapt("new", Parts.View(strange))).Message);
    }

    [TestMethod]
    public void What_cannot_be_is_refused_by_name()
    {
        var plain = Parts.Context.BinaryClassification.Trainers.Comodulation(Parts.Options with { TaskColumnName = null })
            .Fit(Parts.View(Parts.PrimaryRows));
        var keyed = Parts.Context.Transforms.Conversion.MapValueToKey("Task").Fit(Parts.View(Parts.PrimaryRows)).Transform(Parts.View(Parts.PrimaryRows));
        var oneSided = Parts.View(Parts.ThirtyRows.Where(row => row.Label));

        Assert.IsEmpty(plain.Tasks);
        Assert.Contains("without a task column", Assert.Throws<InvalidOperationException>(() => plain.ByRow).Message);
        Assert.Contains("polished", Assert.Throws<ArgumentException>(() => Adapted.ForTask("new")).Message);
        Assert.Throws<ArgumentException>(() => Adapted.Without("new"));
        Assert.Throws<ArgumentException>(() => Adapted.Fold("new"));
        Assert.Contains("two classes", Assert.Throws<ArgumentException>(() => Adapted.Adapt("new", oneSided)).Message);
        Assert.Contains("'Task'", Assert.Throws<ArgumentOutOfRangeException>(() =>
            Parts.Context.BinaryClassification.Trainers.Comodulation(Parts.Options).Fit(keyed)).Message);
        Assert.Throws<ArgumentException>(
            () => Parts.Context.BinaryClassification.Trainers.Comodulation(Parts.Options with { RelevanceColumnName = "Score" }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Parts.Context.BinaryClassification.Trainers.Comodulation(maximumPasses: 0));
    }

    [TestMethod]
    public void A_row_with_a_missing_feature_is_left_out_counted_and_said_by_fit_and_adapt_alike()
    {
        var wild = Parts.ThirtyRows.Select((row, i) => i % 15 == 4 ? new TaskRow { Task = row.Task, Features = [1, float.NaN, 3], Label = row.Label } : row);
        var without = Parts.ThirtyRows.Where((_, i) => i % 15 != 4);
        var adapted = Parts.Model.Adapt("scratched", Parts.View(wild));

        Assert.AreEqual(2, adapted.Tasks[^1].RowsLeftOut);
        CollectionAssert.AreEqual(Parts.Model.Adapt("scratched", Parts.View(without)).Scores(), adapted.Scores());
        var log = new List<string>();
        var context = new MLContext(1);
        context.Log += (_, line) => log.Add(line.Message);
        context.LogFitMessages(adapted);
        Assert.HasCount(1, log.Where(line => line.Contains("2 of 30 rows of task 'scratched' have a feature that is missing", StringComparison.Ordinal)));
        Assert.AreEqual(0, Adapted.Tasks[^1].RowsLeftOut);
    }

    [TestMethod]
    public void A_task_column_that_is_empty_in_all_rows_is_refused()
    {
        var rows = Parts.PrimaryRows.Select(row => new TaskRow { Features = row.Features, Label = row.Label });

        var error = Assert.Throws<ArgumentException>(() => Parts.Context.BinaryClassification.Trainers.Comodulation(Parts.Options).Fit(Parts.View(rows)));

        Assert.Contains("'Task'", error.Message);
    }
}
