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

    [TestMethod]
    [DataRow(1, 5, 5)]
    [DataRow(5, 5, 5)]
    [DataRow(7, null, 7)]
    public void Beside_options_the_horizon_is_that_which_was_given(int inOptions, int? given, int expected)
    {
        var options = LoadRows.Options with { Forecaster = new() { Horizon = inOptions, Period = 12, Unit = new() { StateSize = 4 } } };
        var estimator = LoadRows.Context.Forecasting.ForecastByLru("Forecast", "OT", options, "Loads", given, "Low", "High", 0.8f);
        var fitted = estimator.Fit(LoadRows.View(LoadRows.History)).Options;
        Assert.AreEqual((expected, 0.8), (fitted.Horizon, fitted.ConfidenceLevel));
    }

    [TestMethod]
    public void Where_a_horizon_is_given_twice_and_differs_neither_is_taken()
    {
        var options = LoadRows.Options with { Forecaster = new() { Horizon = 7 } };
        var thrown = Assert.ThrowsExactly<ArgumentException>(() => LoadRows.Context.Forecasting.ForecastByLru("Forecast", "OT", options, horizon: 5));
        Assert.AreEqual("horizon", thrown.ParamName);
        Assert.Contains("5 here and 7 in the options", thrown.Message);
    }
}
