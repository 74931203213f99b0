using System.Globalization;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Lru;

[TestClass]
public sealed class OnlineLruEngineTests
{
    [TestMethod]
    public void An_engine_that_only_observes_follows_the_stream_like_the_model() => WithEngines(engine =>
        CollectionAssert.AreEqual(
            Plant.Model.Scores(),
            Recording.Future.Select(row =>
            {
                float score = engine.Predict(row).Score;
                engine.Observe(row);
                return score;
            }).ToArray()));

    [TestMethod]
    public void An_engine_learns_bit_for_bit_like_the_learner_called_directly() => WithEngines(engine =>
    {
        var learner = Plant.Model.OnlineStage().CreateLearner();
        float[][] features = [.. Plant.Model.Transform(Plant.View(Recording.Future)).GetColumn<float[]>("Features")];
        float[] prediction = new float[1];
        var estimate = new Estimate();
        for (int i = 0; i < features.Length; i++)
        {
            var expected = learner.Learn(features[i], [Recording.Future[i].Emission], prediction);

            Assert.AreEqual(expected, engine.Learn(Recording.Future[i], ref estimate));
            Assert.AreEqual(prediction[0], estimate.Score);
        }

        Assert.AreEqual(learner.Counts, engine.Counts);
        CollectionAssert.AreEqual(learner.Memory.Hash(), Hash(engine));
    });

    [TestMethod]
    public void A_plant_that_has_drifted_is_learnt_online() => WithEngines(engine =>
    {
        var drifted = Recording.Future.Select(row => new Reading { Load = row.Load, Temperature = row.Temperature, Emission = row.Emission + 5 }).ToArray();
        var estimate = new Estimate();
        double[] errors = [.. drifted.Select(row =>
        {
            engine.Learn(row, ref estimate);
            return Math.Pow(estimate.Score - row.Emission, 2);
        })];

        Assert.IsLessThan(errors[..20].Average() / 2, errors[^20..].Average());
    });

    [TestMethod]
    public void A_checkpoint_taken_up_in_another_process_goes_on_as_if_nothing_had_happened()
    {
        using var file = new ModelFile();
        using var uninterrupted = Engine(Plant.Model);
        using var engine = Engine(Plant.Model);
        int half = Recording.Future.Length / 2;
        foreach (var row in Recording.Future[..half])
        {
            engine.Learn(row);
            uninterrupted.Learn(row);
        }

        engine.CheckPoint(file.Path);
        string[] lines = ChildProcess.Run(typeof(LearnProgram).Assembly, file.Path);

        var estimate = new Estimate();
        var expected = Recording.Future[half..].Select(row =>
        {
            uninterrupted.Learn(row, ref estimate);
            return estimate.Score;
        });
        CollectionAssert.AreEqual(expected.ToArray(), lines.Select(line => float.Parse(line, CultureInfo.InvariantCulture)).ToArray());
        using var resumed = Engine(Plant.Context.Model.Load(file.Path, out var schema));
        CollectionAssert.AreEqual(Hash(uninterrupted), Hash(resumed));
        Assert.AreEqual(uninterrupted.Counts, resumed.Counts);
        CollectionAssert.AreEqual(Plant.HistoryView.Schema.Select(column => column.Name).ToArray(), schema.Select(column => column.Name).ToArray());
    }

    [TestMethod]
    public void A_row_without_the_label_column_can_be_predicted_and_observed_but_not_learnt()
    {
        using var engine = Plant.Context.Model.CreateOnlineEngine<Drive, Estimate>(Plant.Model.SavedAndLoaded());
        var row = new Drive { Load = 1 };

        float before = engine.Predict(row).Score;
        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => engine.Learn(row));

        Assert.Contains("'Emission'", exception.Message);
        Assert.AreEqual(before, engine.Predict(row).Score);
        Assert.AreEqual(UpdateReason.MissingTarget, engine.Observe(row).Reason);
        Assert.AreNotEqual(before, engine.Predict(row).Score);
    }

    [TestMethod]
    public void A_row_with_a_feature_that_is_not_a_number_is_learnt_from_and_says_so() => WithEngines(engine =>
    {
        engine.Learn(Recording.Future[0]);
        byte[] before = Parameters(engine);

        var result = engine.Learn(new Reading { Load = float.NaN, Temperature = 1, Emission = 1 });

        Assert.AreEqual((UpdateVerdict.Applied, UpdateReason.ImputedInput), (result.Verdict, result.Reason));
        CollectionAssert.AreNotEqual(before, Parameters(engine));
        Assert.IsTrue(float.IsFinite(engine.Predict(Recording.Future[1]).Score));
    });

    [TestMethod]
    public void A_snapshot_of_a_learner_of_another_shape_is_refused()
    {
        using var engine = Engine(Plant.Model);
        using var wider = Engine(Plant.Context.Transforms.Concatenate("Features", "Load", "Temperature", "Load")
            .Append(Plant.Context.Regression.Trainers.OnlineLru(Plant.Options with { LabelColumnName = "Emission" })).Fit(Plant.HistoryView));
        float before = engine.Predict(Recording.Future[0]).Score;

        Assert.ThrowsExactly<ArgumentException>(() => engine.Restore(wider.Snapshot()));

        Assert.AreEqual(before, engine.Predict(Recording.Future[0]).Score);
    }

    [TestMethod]
    public void Nothing_is_allocated_a_row() => WithEngines(engine =>
    {
        var estimate = new Estimate();
        Allocations.AssertNone(i => engine.Predict(Recording.Future[i % 100], ref estimate));
        Allocations.AssertNone(i => engine.Learn(Recording.Future[i % 100], ref estimate));
        Allocations.AssertNone(i => engine.Learn(Recording.Future[i % 100]));
        Allocations.AssertNone(i => engine.Observe(Recording.Future[i % 100]));
    });

    /// <summary>What holds for an engine over a fitted model holds over a loaded one.</summary>
    private static void WithEngines(Action<OnlineEngine<Reading, Estimate>> test)
    {
        foreach (var model in (ITransformer[])[Plant.Model, Plant.Model.SavedAndLoaded()])
        {
            using var engine = Engine(model);
            test(engine);
        }
    }

    private static OnlineEngine<Reading, Estimate> Engine(ITransformer model) => Plant.Context.Model.CreateOnlineEngine<Reading, Estimate>(model);

    private static byte[] Parameters(OnlineEngine<Reading, Estimate> engine) =>
        engine.ToTransformer().OnlineStage().CreateLearner().Memory.Parameters.Bytes.ToArray();

    private static byte[] Hash(OnlineEngine<Reading, Estimate> engine) => engine.ToTransformer().OnlineStage().CreateLearner().Memory.Hash();
}
