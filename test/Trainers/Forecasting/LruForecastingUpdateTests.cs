using AdaptiveML.Contract.Lives;
using AdaptiveML.Contract.Support;
using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Online;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Forecasting;

/// <summary>The ways in which a forecaster learns in use: all end in the same learner, bit for bit.</summary>
[TestClass]
public sealed class LruForecastingUpdateTests
{
    private static readonly (string[] Forecasts, byte[] Hash) Learnt = Learn();

    [TestMethod]
    public void An_engine_over_a_loaded_model_learns_like_the_learner()
    {
        using var engine = LoadRows.Engine(LoadRows.Model.SavedAndLoaded(LoadRows.View(LoadRows.History).Schema));
        var forecast = new LoadForecast();
        foreach (var (i, row) in LoadRows.Future.Index())
        {
            Assert.AreEqual(Learnt.Forecasts[i], Text(engine.Predict(row).Forecast));
            engine.Learn(row, ref forecast);
            Assert.AreEqual(Learnt.Forecasts[i], Text(forecast.Forecast));
        }

        CollectionAssert.AreEqual(Learnt.Hash, Hash(engine.ToTransformer()));
    }

    [TestMethod]
    public void A_shared_engine_learns_alike_and_a_row_observed_teaches_nothing()
    {
        using var shared = LoadRows.Context.Model.CreateSharedOnlineEngine<LoadRow, LoadForecast>(LoadRows.Model);
        Array.ForEach(LoadRows.Future, row => shared.Learn(row));
        CollectionAssert.AreEqual(Learnt.Hash, Hash(shared.ToTransformer()));

        var counts = shared.Counts;
        Assert.AreEqual(UpdateReason.MissingTarget, shared.Observe(LoadRows.Future[0]).Reason);
        Assert.AreEqual(counts.Applied, shared.Counts.Applied);
    }

    [TestMethod]
    public void Update_and_a_transform_that_adapts_learn_alike()
    {
        var updated = LoadRows.Context.Model.Update(LoadRows.Model, LoadRows.View(LoadRows.Future), out var reports);
        var adapted = LoadRows.Context.Model.AdaptInTransform(LoadRows.Model).Transform(LoadRows.View(LoadRows.Future));

        CollectionAssert.AreEqual(Learnt.Hash, Hash(updated));
        CollectionAssert.AreEqual(Learnt.Forecasts, adapted.GetColumn<float[]>("Forecast").Select(values => string.Join(' ', values)).ToArray());
        var report = reports.Single();
        CollectionAssert.AreEqual(LoadRows.Model.CreateLearner().ExpertNames.ToArray(), report.ExpertWeights.Keys.ToArray());
        Assert.AreEqual(1, report.ExpertWeights.Sum(expert => expert.Value), 1e-5);
        Assert.Contains("weights: LastValue 0.", report.ToString());
        Assert.Contains("'Forecast' from 'OT', 'Loads'", report.ToString());
    }

    [TestMethod]
    public void A_series_that_has_left_the_range_of_the_fit_is_named()
    {
        var hot = LoadRows.Future.Select(row => new LoadRow { Transformer = row.Transformer, OT = row.OT + 20, Loads = row.Loads, Hour = row.Hour });

        LoadRows.Context.Model.Update(LoadRows.Model, LoadRows.View(hot), out var reports);

        var feature = reports.Single().FeaturesOutOfRange.Single(feature => feature.Rows == LoadRows.Future.Length);
        Assert.AreEqual(("OT", 0), (feature.Name, feature.Index));
    }

    [TestMethod]
    public void No_label_comes_late()
    {
        using var engine = LoadRows.Engine(LoadRows.Model);

        foreach (Action late in (Action[])[() => engine.Predict(new(), "1"), () => engine.Learn("1", 3), () => engine.TryLearn("1", 3, out _)])
        {
            Assert.Contains("'OT'", Assert.ThrowsExactly<InvalidOperationException>(late).Message);
        }
    }

    [TestMethod]
    public void The_transformers_of_a_plant_are_told_apart()
    {
        var north = LoadRows.Future.Where(row => row.Transformer == "north").ToArray();

        CollectionAssert.AreEqual(Forecasts(LoadRows.Future).Where((_, i) => LoadRows.Future[i].Transformer == "north").ToArray(), Forecasts(north));

        static string[] Forecasts(LoadRow[] rows) => Table.Of(LoadRows.Model.Transform(LoadRows.View(rows)), "Forecast").Lines();
    }

    [TestMethod]
    public void The_fit_is_one_pass_of_the_rule_in_use_and_can_be_cancelled()
    {
        var learner = new LruForecaster<float>(1, 2, LoadRows.Model.Options);
        foreach (var row in LoadRows.History)
        {
            learner.Learn(new() { Sequence = SequenceKey.Of(row.Transformer) }, LoadRows.Input(row), [], new float[learner.OutputSize]);
        }

        CollectionAssert.AreEqual(learner.Memory.Hash(), LoadRows.Model.CreateLearner().Memory.Hash());
        Assert.IsTrue(double.IsFinite(LoadRows.Model.TrainingHistory.Single().TrainingLoss));
        Assert.Throws<OperationCanceledException>(() => LoadRows.Fit(LoadRows.Options with { CancellationToken = new(canceled: true) }));
    }

    [TestMethod]
    public void Nothing_is_allocated_a_row()
    {
        using var engine = LoadRows.Engine(LoadRows.Model);
        var forecast = new LoadForecast();
        var view = LoadRows.Model.Transform(LoadRows.View(Enumerable.Repeat(LoadRows.Future[0], 1_000_000)));
        using var cursor = view.GetRowCursor([view.Schema["High"]]);
        var getter = cursor.GetGetter<VBuffer<float>>(view.Schema["High"]);
        var buffer = default(VBuffer<float>);

        Allocations.AssertNone(i => engine.Predict(LoadRows.Future[i % 100], ref forecast));
        Allocations.AssertNone(i => engine.Learn(LoadRows.Future[i % 100], ref forecast));
        Allocations.AssertNone(_ =>
        {
            cursor.MoveNext();
            getter(ref buffer);
        });
    }

    private static (string[] Forecasts, byte[] Hash) Learn()
    {
        var learner = LoadRows.Model.CreateLearner();
        float[] prediction = new float[learner.OutputSize];
        string[] forecasts = [.. LoadRows.Future.Select(row =>
        {
            learner.Learn(new() { Sequence = SequenceKey.Of(row.Transformer) }, LoadRows.Input(row), [], prediction);
            return string.Join(' ', prediction[..LoadRows.Horizon]);
        })];
        return (forecasts, learner.Memory.Hash());
    }

    private static string Text(VBuffer<float> values) => string.Join(' ', values.DenseValues());

    private static byte[] Hash(ITransformer model) => ((LruForecastingTransformer)model).CreateLearner().Memory.Hash();
}
