using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Forecasting;

/// <summary>What can be given as a parameter and in the options.</summary>
[TestClass]
public sealed class ForecastOptionsTests
{
    [TestMethod]
    [DataRow(1, 5, 5)]
    [DataRow(5, 5, 5)]
    [DataRow(7, null, 7)]
    [DataRow(1, null, 1)]
    public void The_horizon_is_that_which_was_given(int inOptions, int? given, int expected) =>
        Assert.AreEqual(expected, Fit(new() { Horizon = inOptions }, given, null).Horizon);

    [TestMethod]
    [DataRow(0.95, 0.8f, 0.8)]
    [DataRow(0.8, null, 0.8)]
    [DataRow(0.8, 0.8f, 0.8)]
    public void So_is_the_confidence_level(double inOptions, float? given, double expected) =>
        Assert.AreEqual(expected, Fit(new() { ConfidenceLevel = inOptions }, null, given).ConfidenceLevel);

    [TestMethod]
    public void Where_it_is_given_twice_and_differs_neither_is_taken()
    {
        var horizon = Assert.ThrowsExactly<ArgumentException>(() => Fit(new() { Horizon = 7 }, 5, null));
        var level = Assert.ThrowsExactly<ArgumentException>(() => Fit(new() { ConfidenceLevel = 0.8 }, null, 0.9f));
        Assert.AreEqual(("horizon", "confidenceLevel"), (horizon.ParamName, level.ParamName));
        Assert.Contains("5 here and 7 in the options", horizon.Message);
    }

    [TestMethod]
    public void The_gate_is_two_levels_down()
    {
        var model = LoadRows.Fit(LoadRows.Options with { Gate = new() { WinsorizeLimit = 7 } });
        Assert.AreEqual(7, model.Options.Unit.Update.Gate.WinsorizeLimit);
        Assert.AreEqual(new GateOptions(), LoadRows.Model.Options.Unit.Update.Gate);
    }

    private static LruForecasterOptions Fit(LruForecasterOptions forecaster, int? horizon, float? confidenceLevel)
    {
        var options = LoadRows.Options with { Forecaster = forecaster with { Period = 12, Unit = new() { StateSize = 4 } } };
        return LoadRows.Context.Forecasting.ForecastByLru("Forecast", "OT", options, "Loads", horizon, "Low", "High", confidenceLevel)
            .Fit(LoadRows.View(LoadRows.History)).Options;
    }
}
