using AdaptiveML.Pipeline;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Lru;

/// <summary>The ways of learning in use, besides the engine's own: all end in the same unit, bit for bit.</summary>
[TestClass]
public sealed class OnlineLruUpdateTests
{
    private static readonly IDataView Future = Plant.View(Recording.Future);
    private static readonly (float[] Scores, byte[] Hash) Learnt = Learn();

    [TestMethod]
    public void A_transformer_that_adapts_predicts_as_the_engine_that_learns()
    {
        var estimator = Plant.Context.Transforms.Concatenate("Features", "Load", "Temperature")
            .Append(Plant.Context.Transforms.NormalizeMeanVariance("Features"))
            .Append(Plant.Context.Regression.Trainers.OnlineLru(Plant.Options with { LabelColumnName = "Emission", AdaptsInTransform = true }));
        var fitted = estimator.Fit(Plant.HistoryView);

        CollectionAssert.AreEqual(Learnt.Scores, fitted.Scores());
        CollectionAssert.AreEqual(Learnt.Scores, Plant.Context.Model.Rehydrate(fitted.SavedAndLoaded()).Scores());
        CollectionAssert.AreEqual(Plant.Model.Scores(), fitted.SavedAndLoaded().Scores(), "a loaded chain never learns");
        Assert.IsFalse(Plant.Model.OnlineStage().Model.AdaptsInTransform);
        Assert.AreEqual(Plant.Model.OnlineStage().TrainingHistory.Count, Plant.Model.OnlineStage().Adapting().TrainingHistory.Count);
    }

    [TestMethod]
    public void An_updated_model_has_learnt_as_the_engine_that_learns()
    {
        foreach (var model in new[] { Plant.Model, Plant.Model.SavedAndLoaded() })
        {
            var updated = Plant.Context.Model.Update(model, Future, out var reports);

            CollectionAssert.AreEqual(Learnt.Hash, Hash(updated));
            Assert.IsTrue(double.IsFinite(reports.Single().MeanLoss));
            Assert.AreEqual(Recording.Future.Length, reports.Single().Counts.Applied);
        }
    }

    [TestMethod]
    public void A_sensor_that_has_left_the_range_of_the_fit_is_named_by_its_column()
    {
        var drifted = Recording.Future.Select(row => new Reading { Load = row.Load, Temperature = row.Temperature + 2, Emission = row.Emission });

        Plant.Context.Model.Update(Plant.Model.SavedAndLoaded(), Plant.View(drifted), out var reports);

        Assert.AreEqual(Recording.Future.Length, reports.Single().RowsOutOfRange);
        Assert.AreEqual("Temperature", reports.Single().FeaturesOutOfRange.Single(feature => feature.Rows == Recording.Future.Length).Name);
    }

    [TestMethod]
    public void Late_labels_in_any_order_end_in_the_unit_that_had_them_at_once()
    {
        using var engine = Plant.Context.Model.CreateOnlineEngine<Drive, Estimate>(Plant.Model.SavedAndLoaded());
        var shuffled = new Random(1);
        foreach (var rows in Recording.Future.Index().Chunk(9))
        {
            foreach (var (i, row) in rows)
            {
                Assert.IsTrue(float.IsFinite(engine.Predict(row, $"{i}").Score));
            }

            shuffled.Shuffle(rows);
            foreach (var (i, row) in rows)
            {
                engine.Learn($"{i}", row.Emission);
            }
        }

        CollectionAssert.AreEqual(Learnt.Hash, Hash(engine.ToTransformer()));
    }

    [TestMethod]
    public void A_model_saved_while_labels_are_missing_predicts_on_as_the_engine_does()
    {
        using var engine = Plant.Context.Model.CreateOnlineEngine<Drive, Estimate>(Plant.Model);
        for (int i = 0; i < 50; i++)
        {
            engine.Predict(Recording.Future[i], $"{i}");
            if (i < 30)
            {
                engine.Learn($"{i}", Recording.Future[i].Emission);
            }
        }

        using var resumed = Plant.Context.Model.CreateOnlineEngine<Drive, Estimate>(engine.ToTransformer().SavedAndLoaded());

        for (int i = 50; i < 100; i++)
        {
            Assert.AreEqual(engine.Predict(Recording.Future[i], $"{i}").Score, resumed.Predict(Recording.Future[i], $"{i}").Score);
        }
    }

    [TestMethod]
    public void Nothing_is_allocated_for_a_row_whose_label_comes_late()
    {
        using var engine = Plant.Context.Model.CreateOnlineEngine<Reading, Estimate>(Plant.Model);
        string[] keys = [.. Enumerable.Range(0, 100).Select(i => $"{i}")];
        var estimate = new Estimate();

        Allocations.AssertNone(i =>
        {
            engine.Predict(Recording.Future[i % 100], keys[i % 100], ref estimate);
            engine.TryLearn(keys[(i + 90) % 100], 20, out _);
        });
    }

    private static (float[] Scores, byte[] Hash) Learn()
    {
        using var engine = Plant.Context.Model.CreateOnlineEngine<Reading, Estimate>(Plant.Model);
        var estimate = new Estimate();
        float[] scores = [.. Recording.Future.Select(row =>
        {
            engine.Learn(row, ref estimate);
            return estimate.Score;
        })];
        return (scores, Hash(engine.ToTransformer()));
    }

    private static byte[] Hash(ITransformer model) => model.OnlineStage().CreateLearner().Memory.Hash();
}
