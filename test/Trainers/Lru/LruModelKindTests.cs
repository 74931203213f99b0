using AdaptiveML.Learners.Lru;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Online;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Lru;

/// <summary>The machines that one trainer fits.</summary>
[TestClass]
public sealed class LruMachineTests
{
    private static readonly OnlineLruOptions Small = Plant.Options with
    {
        Combined = new LruRegressorOptions { Unit = new LruOptions { StateSize = 4 } },
        Stack = new LruStackOptions { Width = 4, Unit = new LruOptions { StateSize = 4, DirectPath = DirectPath.Diagonal } },
    };

    [TestMethod]
    [DataRow(LruModelKind.Combined, typeof(LruRegressor<float>))]
    [DataRow(LruModelKind.Unit, typeof(LruLearner<float>))]
    [DataRow(LruModelKind.Stack, typeof(LruStack<float>))]
    public void Each_is_fitted_saved_loaded_and_goes_on_learning(LruModelKind machine, Type type)
    {
        var fitted = Fit(Small with { ModelKind = machine });
        var loaded = fitted.SavedAndLoaded();
        var again = Plant.Context.Model.Rehydrate(loaded).OnlineStage();

        Assert.AreEqual(machine, again.ModelKind);
        Assert.IsInstanceOfType(again.CreateLearner(), type);
        CollectionAssert.AreEqual(fitted.Scores(), loaded.Scores());
        CollectionAssert.AreEqual(Learn(fitted), Learn(loaded));
    }

    [TestMethod]
    public void The_combined_machine_is_the_default_and_fitted_by_one_pass()
    {
        var fitted = Fit(Small with { ModelKind = new OnlineLruOptions().ModelKind }).OnlineStage();
        var rows = new TrainingRows<float>(2, 1);
        Array.ForEach(Recording.History, row => rows.Add([row.Load, row.Temperature], [row.Emission]));
        var expected = new LruRegressor<float>(2, Small.Combined);
        expected.Standardize(rows);
        double loss = OnlinePass.Run(expected, rows);

        CollectionAssert.AreEqual(expected.Memory.Hash(), fitted.CreateLearner().Memory.Hash());
        Assert.AreEqual(loss, fitted.TrainingHistory.Single().TrainingLoss);
    }

    [TestMethod]
    public void Intervals_hold_what_they_say_in_use_and_a_higher_level_widens_them()
    {
        var (usual, high) = (Widths(null), Widths(0.99));

        Assert.IsGreaterThan(0.85, usual.Covered);
        Assert.IsGreaterThan(1.1 * usual.Mean, high.Mean);

        static (double Covered, double Mean) Widths(double? level)
        {
            var model = Fit(Small with
            {
                ModelKind = LruModelKind.Combined,
                ConfidenceLowerBoundColumnName = "Low",
                ConfidenceUpperBoundColumnName = "High",
                ConfidenceLevel = level,
            });
            using var engine = Plant.Context.Model.CreateOnlineEngine<Reading, Interval>(model);
            var interval = new Interval();
            var seen = Recording.Future.Select(row =>
            {
                engine.Learn(row, ref interval);
                Assert.IsTrue(interval.Low <= interval.Score && interval.Score <= interval.High);
                return (Covered: interval.Low <= row.Emission && row.Emission <= interval.High ? 1.0 : 0, Width: interval.High - interval.Low);
            }).ToArray();
            return (seen.Average(row => row.Covered), seen.Average(row => row.Width));
        }
    }

    [TestMethod]
    public void An_update_reports_the_weights_of_the_experts()
    {
        Plant.Context.Model.Update(Fit(Small with { ModelKind = LruModelKind.Combined }), Plant.View(Recording.Future), out var combined);
        Plant.Context.Model.Update(Fit(Small), Plant.View(Recording.Future), out var unit);

        Assert.AreEqual(1, combined.Single().ExpertWeights.Sum(expert => expert.Value), 1e-5);
        Assert.Contains("weights: LastValue ", combined.Single().ToString());
        Assert.IsEmpty(unit.Single().ExpertWeights);
        Assert.DoesNotContain("weights", unit.Single().ToString());
    }

    [TestMethod]
    public void An_update_reports_what_learning_was_worth_and_what_stood_in_its_way()
    {
        var rows = Recording.Future.Select((row, i) => new Reading
        {
            Load = i == 5 ? float.NaN : row.Load, Temperature = row.Temperature, Emission = i % 10 == 3 ? float.NaN : row.Emission + (i > 50 ? 3 : 0),
        }).ToArray();

        Plant.Context.Model.Update(Fit(Small with { ModelKind = LruModelKind.Combined }), Plant.View(rows), out var reports);

        var report = reports.Single();
        Assert.IsLessThan(report.MeanLossUnlearnt, report.MeanLoss);
        Assert.AreEqual(rows.Count(row => float.IsNaN(row.Emission)), report.Reasons[UpdateReason.MissingTarget]);
        Assert.AreEqual(1, report.Reasons[UpdateReason.ImputedInput]);
        Assert.AreEqual(1, report.Alarms[AlarmReason.MissingInput]);
        Assert.Contains("reasons: MissingTarget ", report.ToString());
        Assert.Contains("alarms: MissingInput 1", report.ToString());
    }

    [TestMethod]
    public void A_machine_that_may_not_learn_is_worth_what_it_was()
    {
        var still = new LruOptions { StateSize = 5, Update = new() { LearningRate = 0 } };

        Plant.Context.Model.Update(Fit(Small with { ModelKind = LruModelKind.Unit, Unit = still }), Plant.View(Recording.Future), out var reports);

        Assert.AreEqual(reports.Single().MeanLossUnlearnt, reports.Single().MeanLoss);
    }

    [TestMethod]
    public void A_column_that_a_machine_does_not_write_or_that_is_named_twice_is_refused()
    {
        AssertRefused("'Low'", new() { ModelKind = LruModelKind.Unit, ConfidenceLowerBoundColumnName = "Low" });
        AssertRefused("'W'", new() { ModelKind = LruModelKind.Stack, ExpertWeightsColumnName = "W" });
        AssertRefused("'Score'", new() { ConfidenceUpperBoundColumnName = "Score" });
        Assert.AreEqual("ConfidenceLevel", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Fit(Small with { ConfidenceLevel = 1 })).ParamName);

        static void AssertRefused(string name, OnlineLruOptions options) =>
            Assert.Contains(name, Assert.ThrowsExactly<ArgumentException>(() => Fit(options)).Message);
    }

    [TestMethod]
    public void Rows_without_any_label_are_refused() =>
        Assert.ThrowsExactly<ArgumentException>(() => Pipeline(Small with { ModelKind = LruModelKind.Combined }).Fit(
        Plant.View(Recording.History.Select(row => new Reading { Load = row.Load, Temperature = row.Temperature, Emission = float.NaN }))));

    private static IEstimator<ITransformer> Pipeline(OnlineLruOptions options) => Plant.Context.Transforms.Concatenate("Features", "Load", "Temperature")
        .Append(Plant.Context.Regression.Trainers.OnlineLru(options with { LabelColumnName = "Emission" }));

    private static ITransformer Fit(OnlineLruOptions options) => Pipeline(options).Fit(Plant.HistoryView);

    private static float[] Learn(ITransformer model)
    {
        using var engine = Plant.Context.Model.CreateOnlineEngine<Reading, Estimate>(model);
        var estimate = new Estimate();
        return Array.ConvertAll(Recording.Future, row =>
        {
            engine.Learn(row, ref estimate);
            return estimate.Score;
        });
    }

    private sealed class Interval
    {
        public float Score { get; set; }

        public float Low { get; set; }

        public float High { get; set; }
    }
}
