using AdaptiveML.Contract.Support;
using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Online;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Forecasting;

/// <summary>What is given as parameters is what the options hold.</summary>
[TestClass]
public sealed class ForecastOptionsTests
{
    [TestMethod]
    public void The_simple_overload_and_the_options_make_one_forecaster()
    {
        var simple = LoadRows.Context.Forecasting.ForecastByLru(
            outputColumnName: "Forecast",
            labelColumnName: "OT",
            featureColumnName: "Loads",
            horizon: 7,
            confidenceLowerBoundColumn: "Low",
            confidenceUpperBoundColumn: "High",
            confidenceLevel: 0.8f,
            period: 12);
        var options = LoadRows.Context.Forecasting.ForecastByLru(LoadRows.Named(new() { Forecaster = new() { ConfidenceLevel = 0.8, Period = 12 } }, 7));

        CollectionAssert.AreEqual(Lines(options), Lines(simple));
        Assert.AreEqual((7, 0.8), (Fitted(simple).Horizon, Fitted(simple).ConfidenceLevel));
    }

    [TestMethod]
    public void Columns_that_are_not_named_are_the_label_and_the_score()
    {
        var labelled = LoadRows.Context.Transforms.CopyColumns("Label", "OT").Fit(LoadRows.View(LoadRows.History)).Transform(LoadRows.View(LoadRows.History));
        var unnamed = new LruForecastingOptions { Forecaster = new() { Period = 12 } };
        var named = unnamed with { OutputColumnName = "Forecast", LabelColumnName = "OT" };

        CollectionAssert.AreEqual(Forecasts(named, "Forecast"), Forecasts(unnamed, "Score"));

        float[] Forecasts(LruForecastingOptions options, string column) =>
            [.. LoadRows.Context.Forecasting.ForecastByLru(options).Fit(labelled).Transform(labelled).GetColumn<float[]>(column).Select(row => row[0])];
    }

    [TestMethod]
    public void The_gate_is_two_levels_down()
    {
        var model = LoadRows.Fit(LoadRows.Options with { Gate = new() { WinsorizeLimit = 7 } });
        Assert.AreEqual(7, model.Options.Unit.Update.Gate.WinsorizeLimit);
        Assert.AreEqual(new GateOptions(), LoadRows.Model.Options.Unit.Update.Gate);
    }

    private static LruForecasterOptions Fitted(LruForecastingEstimator estimator) =>
        estimator.Fit(LoadRows.View(LoadRows.History)).Options;

    private static string[] Lines(LruForecastingEstimator estimator) =>
        Table.Of(estimator.Fit(LoadRows.View(LoadRows.History)).Transform(LoadRows.View(LoadRows.Future))).Lines();
}
