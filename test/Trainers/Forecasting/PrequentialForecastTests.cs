using AdaptiveML.Streams;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Forecasting;

/// <summary>Forecasts are judged in a stream as <c>mlContext.Forecasting.Evaluate</c> judges those of a view.</summary>
[TestClass]
public sealed class PrequentialForecastTests
{
    private static readonly IDataView Future = LoadRows.View(LoadRows.Future);

    [TestMethod]
    public void Frozen_forecasts_are_those_of_Transform_and_learning_ones_those_of_a_Transform_that_adapts()
    {
        var result = LoadRows.Context.Model.EvaluatePrequential(LoadRows.Model, Future, new() { Period = 12 });

        AssertSame(LoadRows.Model, result["frozen"].Forecast);
        AssertSame(LoadRows.Context.Model.AdaptInTransform(LoadRows.Model), result["model"].Forecast);
        Assert.AreNotEqual(result["frozen"].Forecast.Overall, result["model"].Forecast.Overall);
    }

    [TestMethod]
    public void The_plain_methods_are_those_that_skill_is_taken_over()
    {
        var result = LoadRows.Context.Model.EvaluatePrequential(LoadRows.Model, Future, new() { Period = 12 });

        Assert.AreEqual(0, result["last value"].Forecast.Overall.SkillOverLastValue, 1e-12);
        Assert.AreEqual(0, result["season ago"].Forecast.Overall.SkillOverSeason, 1e-12);
        Assert.AreEqual(double.NaN, result["last value"].Forecast.Overall.Coverage);
        float[] north = [.. LoadRows.Future.Where(row => row.Transformer == "north").Select(row => row.OT)];
        float[] south = [.. LoadRows.Future.Where(row => row.Transformer == "south").Select(row => row.OT)];
        double expected = ((float[][])[north, south]).SelectMany(series => series.Zip(series.Skip(1)))
            .Average(pair => Math.Abs((double)pair.First - pair.Second));
        Assert.AreEqual(expected, result["last value"].Forecast.Steps[0].MeanAbsoluteError, 1e-9, "each group by itself");
        StringAssert.Contains(result.ToString(), "Winkler");
    }

    [TestMethod]
    public void A_forecast_of_another_horizon_stands_beside_and_no_label_comes_late()
    {
        var shorter = LoadRows.Fit(horizon: 2);
        var result = LoadRows.Context.Model.EvaluatePrequential([new("five", LoadRows.Model), new("two", shorter)], Future);

        Assert.AreEqual((5, 5), (result["five"].Forecast.Steps.Count, result["two"].Forecast.Steps.Count));
        Assert.AreEqual(0, result["two"].Forecast.Steps[2].Count);
        Assert.AreEqual(LoadRows.Context.Model.EvaluatePrequential(shorter, Future)["model"].Forecast.Overall, result["two"].Forecast.Overall);
        Assert.Contains(
            "comes late",
            Assert.ThrowsExactly<ArgumentException>(
                () => LoadRows.Context.Model.EvaluatePrequential(LoadRows.Model, Future, new() { LabelDelayRows = 1 })).Message);
    }

    private static void AssertSame(ITransformer model, ForecastFigures actual)
    {
        var expected = LoadRows.Context.Forecasting.Evaluate(model.Transform(Future), "OT", "Forecast", "Low", "High", "Transformer", period: 12);
        foreach (var (first, second) in expected.Steps.Append(expected.Overall).Zip(actual.Steps.Append(actual.Overall)))
        {
            Assert.AreEqual(first.Count, second.Count);
            Assert.AreEqual(first.MeanAbsoluteError, second.MeanAbsoluteError, 1e-9);
            Assert.AreEqual(first.RootMeanSquaredError, second.RootMeanSquaredError, 1e-9);
            Assert.AreEqual(first.Coverage, second.Coverage, 1e-9);
            Assert.AreEqual(first.WinklerScore, second.WinklerScore, 1e-9);
            Assert.AreEqual(first.SkillOverLastValue, second.SkillOverLastValue, 1e-9);
            Assert.AreEqual(first.SkillOverSeason, second.SkillOverSeason, 1e-9);
        }
    }
}
