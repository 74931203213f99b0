using AdaptiveML.Contract.Lives;
using AdaptiveML.Estimators.Tests.Support;
using AdaptiveML.Online;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Estimators.Tests.Continual;

/// <summary>A task that a whole pipeline learns by its name.</summary>
[TestClass]
public sealed class NamedTaskUpdateTests
{
    private static readonly MLContext Context = Sensors.Context;

    private static ITransformer Chain { get; } = Context.Transforms.CopyColumns("Copy", "Features").Append(Sensors.Trainer)
        .Append(Context.Transforms.Conversion.MapKeyToValue("Named", "PredictedLabel")).Fit(Sensors.View(Sensors.January));

    [TestMethod]
    public void It_is_the_update_of_the_transformer_alone()
    {
        foreach (var model in (ITransformer[])[Chain, Chain.SavedAndLoaded(Sensors.View([]).Schema)])
        {
            SensorRow[] rows = [.. Sensors.February, new() { Label = "acetone", Features = [float.NaN, 0, 0, 0, 0] }, new() { Features = new float[5] }];
            var updated = Context.Model.Update(model, Sensors.View(rows), "february", out var reports);

            var found = Context.Model.Find<DataContinualTransformer>(updated);
            CollectionAssert.AreEqual(new[] { "task 1", "february" }, found.TaskNames.ToArray());
            var expected = Sensors.Trainer.Fit(Sensors.View(Sensors.January)).Update(Sensors.View(rows), "february");
            CollectionAssert.AreEqual(expected.Hash(), found.Hash());
            Assert.AreEqual("february", reports[0].TaskName);
            Assert.AreEqual(new UpdateCounts(60, 1, 1, 0), reports[0].Counts);
            Assert.AreEqual(1, reports[0].Reasons[UpdateReason.NonFiniteInput]);
            CollectionAssert.AreEqual(new[] { "acetone", "toluene" }, reports[0].OpenedClasses.ToArray());
            Assert.Contains("task 'february', 62 rows, 60 applied, 1 skipped, 1 rejected", reports[0].ToString());
            Assert.Contains("1 rows with an input that is missing or infinite: 60", reports[0].ToString());
        }
    }

    [TestMethod]
    public void What_stands_in_front_sees_each_row_once()
    {
        int rows = 0;
        Action<SensorRow, Copied> count = (row, copy) =>
        {
            Interlocked.Increment(ref rows);
            copy.Copy = row.Features;
        };
        var counting = Context.Transforms.CustomMapping(count, null).Fit(Sensors.View(Sensors.January));
        var comodulation = Context.MulticlassClassification.Trainers.Comodulation(new ComodulationTrainerOptions
        {
            FeatureColumnName = "Copy", Machine = new() { HiddenSizes = [8], Fit = new() { MaximumPasses = 3 } },
        });
        IEstimator<ITransformer>[] trainers =
            [Context.MulticlassClassification.Trainers.DataContinual(Sensors.Options with { FeatureColumnName = "Copy" }), comodulation];
        foreach (var trainer in trainers)
        {
            var model = new TransformerChain<ITransformer>(counting, trainer.Fit(counting.Transform(Sensors.View(Sensors.March))));
            rows = 0;

            Context.Model.Update(model, Sensors.View(Sensors.January), "new", out var reports);

            Assert.AreEqual(Sensors.January.Length, rows);
            Assert.AreEqual(Sensors.January.Length, reports[0].Rows);
        }
    }

    [TestMethod]
    public void What_a_stage_in_front_throws_is_at_the_bottom_of_the_error()
    {
        var behind = Context.Transforms.CopyColumns("Copy", "Features")
            .Append(Context.MulticlassClassification.Trainers.DataContinual(Sensors.Options with { FeatureColumnName = "Copy" }))
            .Fit(Sensors.View(Sensors.January)).LastTransformer;
        Action<SensorRow, Copied> broken = (_, _) => throw new InvalidDataException("no such picture");
        var model = new TransformerChain<ITransformer>(Context.Transforms.CustomMapping(broken, null).Fit(Sensors.View(Sensors.January)), behind);

        var error = Assert.Throws<InvalidOperationException>(() => Context.Model.Update(model, Sensors.View(Sensors.February), "february"));

        Assert.AreEqual("no such picture", error.GetBaseException().Message);
    }

    [TestMethod]
    public void Comodulation_adapts_to_it()
    {
        var machine = new ComodulationTrainerOptions { TaskColumnName = "Task", Machine = new() { HiddenSizes = [8], Fit = new() { MaximumPasses = 3 } } };
        var model = Context.MulticlassClassification.Trainers.Comodulation(machine).Fit(Sensors.View(Sensors.March));

        var updated = Context.Model.Update(model, Sensors.View(Sensors.January), "new", out var reports);

        Assert.AreEqual("new", Context.Model.Find<ComodulationTransformer>(updated).Tasks[^1].Name);
        Assert.AreEqual(60, reports[0].Counts.Applied);
        CollectionAssert.AreEqual(model.Adapt("new", Sensors.View(Sensors.January)).Scores(Sensors.Tests)[0], updated.Scores(Sensors.Tests)[0]);
    }

    [TestMethod]
    public void What_cannot_be_learnt_as_a_task_is_refused_by_name()
    {
        var stock = Context.Transforms.CopyColumns("Copy", "Features").Fit(Sensors.View(Sensors.January));

        Assert.Contains("'none'", Assert.ThrowsExactly<InvalidOperationException>(() => Context.Model.Update(Chain, Sensors.View([]), "none")).Message);
        Assert.Contains("no online", Assert.ThrowsExactly<InvalidOperationException>(
            () => Context.Model.Update(stock, Sensors.View(Sensors.January), "x")).Message);
        Assert.Contains("There is a task 'task 1' already", Assert.Throws<ArgumentException>(
            () => Context.Model.Update(Chain, Sensors.View(Sensors.February), "task 1")).Message);
    }

    [TestMethod]
    public void A_task_that_there_is_not_is_answered_with_those_that_there_are()
    {
        string message = Assert.ThrowsExactly<ArgumentException>(() => Sensors.AfterMarch.AtTask("april")).Message;

        Assert.Contains("'january', 'february', 'march'", message);
    }

    [TestMethod]
    public void An_update_without_rows_says_so()
    {
        Context.Model.Update(Chain, Sensors.View([]), out var reports);

        Assert.Contains("there were no rows, nothing was learnt", reports[0].ToString());
        Assert.Contains("no rows", Assert.ThrowsExactly<InvalidOperationException>(() => Sensors.AfterMarch.Update(Sensors.View([]))).Message);
    }

    [TestMethod]
    public void A_loaded_file_gives_the_type_that_is_asked_for_or_says_what_it_has()
    {
        string path = Path.GetTempFileName();
        try
        {
            Context.Model.Save(Chain, Sensors.View([]).Schema, path);

            CollectionAssert.AreEqual(new[] { "ethanol", "ammonia" }, Context.Model.Load<DataContinualTransformer>(path, out _).ClassNames);
            Assert.Contains(
                "DataContinualTransformer",
                Assert.ThrowsExactly<InvalidOperationException>(() => Context.Model.Load<ComodulationTransformer>(path, out _)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public void Rows_of_a_fit_that_were_dropped_are_said()
    {
        SensorRow[] rows = [.. Sensors.January, new() { Label = "ethanol", Features = [0, float.NaN, 0, 0, 0] }];

        CollectionAssert.AreEqual(
            new[] { "1 of 61 rows have an input that is missing or infinite: they taught nothing." },
            Sensors.Trainer.Fit(Sensors.View(rows)).FitMessages.ToArray());
    }

    private sealed class Copied
    {
        [VectorType(Sensors.Width)]
        public float[] Copy { get; set; } = [];
    }
}
