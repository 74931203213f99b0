using System.Globalization;
using AdaptiveML.Contract.Lives;
using AdaptiveML.Estimators.Tests.Support;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Estimators.Tests.Continual;

/// <summary>From task to task and back, with saving and loading in between.</summary>
[TestClass]
public sealed class DataContinualUpdateTests
{
    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void An_update_twice_gives_the_same_bytes_also_behind_a_file(ContinualOptions learner)
    {
        var january = Fit(learner);
        var expected = january.Update(Sensors.View(Sensors.February), "february").Update(Sensors.View(Sensors.March), "march");

        var again = january.Update(Sensors.View(Sensors.February), "february").Update(Sensors.View(Sensors.March), "march");
        var saved = january.Reloaded().Update(Sensors.View(Sensors.February), "february").Reloaded().Update(Sensors.View(Sensors.March), "march").Reloaded();

        CollectionAssert.AreEqual(expected.Hash(), again.Hash());
        CollectionAssert.AreEqual(expected.Hash(), saved.Hash());
        Models.AreSame(expected.Scores(Sensors.Tests), saved.Scores(Sensors.Tests));
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void A_model_at_a_task_predicts_as_it_did_also_behind_a_file(ContinualOptions learner)
    {
        var january = Fit(learner);
        var march = january.Update(Sensors.View(Sensors.February), "february").Update(Sensors.View(Sensors.March), "march");

        Models.AreSame(january.Scores(Sensors.Tests), march.AtTask("january").Scores(Sensors.Tests));
        Models.AreSame(january.Scores(Sensors.Tests), march.Reloaded().AtTask("january").Reloaded().Scores(Sensors.Tests));
        CollectionAssert.AreEqual(new[] { "january" }, march.AtTask("january").TaskNames.ToArray());
        Assert.IsTrue(march.AtTask("january").IsScoringOnly);
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void A_model_that_keeps_all_takes_a_task_back_as_if_it_had_never_been(ContinualOptions learner)
    {
        var january = Fit(learner with { Checkpoints = TaskCheckpoints.Whole });
        var direct = january.Update(Sensors.View(Sensors.March), "march");

        var reverted = january.Update(Sensors.View(Sensors.February), "february").Reloaded().Revert("january").Update(Sensors.View(Sensors.March), "march");

        CollectionAssert.AreEqual(direct.ClassNames, reverted.ClassNames);
        Models.AreSame(direct.Scores(Sensors.Tests), reverted.Scores(Sensors.Tests));
    }

    [TestMethod]
    public void A_label_that_only_rows_have_which_cannot_be_used_is_no_class()
    {
        SensorRow[] rows =
        [
            .. Sensors.January, new() { Label = "sulphur", Features = [float.NaN, 0, 0, 0, 0] },
            new() { Label = "ozone", Weight = 0 }, .. Sensors.February,
        ];
        var trainer = Sensors.Context.MulticlassClassification.Trainers.DataContinual(
            Sensors.Options with { ExampleWeightColumnName = "Weight" });

        var model = trainer.Fit(Sensors.View(rows));

        CollectionAssert.AreEqual(new[] { "ethanol", "ammonia", "acetone", "toluene" }, model.ClassNames);
        Assert.IsGreaterThan(0.9, model.Accuracy([.. Sensors.January, .. Sensors.February]));
        Assert.AreEqual(120, model.Tasks[0].Rows);
        Assert.AreEqual(1, model.CreateLearner().Count(UpdateReason.NonFiniteInput));
        Assert.AreEqual(1, model.CreateLearner().Count(UpdateReason.ZeroWeight));
    }

    [TestMethod]
    public void A_row_of_double_weight_counts_like_two()
    {
        var trainer = Sensors.Context.MulticlassClassification.Trainers.DataContinual(
            new DataContinualOptions { ExampleWeightColumnName = "Weight", Learner = new NearestMeanOptions { Standardizes = false } });
        var heavy = Sensors.January.Select(row => new SensorRow { Features = row.Features, Label = row.Label, Weight = 2 });

        var twice = trainer.Fit(Sensors.View([.. Sensors.January.Concat(Sensors.January), .. Sensors.March]));
        var once = trainer.Fit(Sensors.View([.. heavy, .. Sensors.March]));

        foreach (var (expected, actual) in twice.Scores(Sensors.Tests).Zip(once.Scores(Sensors.Tests)))
        {
            Assert.AreEqual(expected[0], actual[0], 1e-4);
        }
    }

    [TestMethod]
    public void A_saved_model_in_a_chain_scores_and_goes_on()
    {
        var chain = Sensors.Context.Transforms.NormalizeMinMax("Features").Append(Sensors.Trainer).Append(
            Sensors.Context.Transforms.Conversion.MapKeyToValue("Name", "PredictedLabel"));
        var view = Sensors.View(Sensors.January);

        var loaded = chain.Fit(view).SavedAndLoaded(view.Schema);
        var updated = Sensors.Context.Model.Update(loaded, Sensors.View(Sensors.February));

        var names = Microsoft.ML.Data.ColumnCursorExtensions.GetColumn<string>(updated.Transform(Sensors.View(Sensors.February)), "Name").ToArray();
        Assert.IsGreaterThan(0.9, names.Zip(Sensors.February).Average(pair => pair.First == pair.Second.Label ? 1 : 0));
    }

    [TestMethod]
    public void Another_process_goes_on_with_a_saved_model_to_the_same_bytes()
    {
        using var file = new ModelFile();
        Sensors.Context.Model.Save(Sensors.AfterFebruary, Sensors.View([]).Schema, file.Path);
        var expected = Sensors.Context.Model.Update(Sensors.AfterFebruary, Sensors.View(Sensors.March));

        string[] lines = ChildProcess.Run(typeof(UpdateProgram).Assembly, typeof(UpdateProgram).Assembly, file.Path);

        CollectionAssert.AreEqual(
            expected.Scores(Sensors.Tests).Select(row => string.Join(' ', row.Select(score => score.ToString("R", CultureInfo.InvariantCulture)))).ToArray(),
            lines);
        CollectionAssert.AreEqual(expected.Hash(), Sensors.Context.Model.Rehydrate(Sensors.Context.Model.Load(file.Path, out _)).Hash());
    }

    private static IEnumerable<object[]> Learners() => new ContinualOptions[]
    {
        new DataClassifierOptions { ProjectionSize = 30 },
        new DataClassifierOptions
        {
            Head = DataClassifierHead.PseudoInput, Adapters = new() { RankHigh = 3, RankLow = 1, Network = new() { Hidden = 8, Epochs = 2 } },
        },
        new RanPacOptions { ProjectionSize = 30 },
        new StreamingLdaOptions(),
        new ElasticWeightsOptions { Network = new() { Hidden = 8, Epochs = 2 } },
    }.Select(options => new object[] { options });

    private static DataContinualTransformer Fit(ContinualOptions learner) =>
        Sensors.Context.MulticlassClassification.Trainers.DataContinual(new DataContinualOptions { Learner = learner })
            .Fit(Sensors.View(Sensors.January), "january");
}
