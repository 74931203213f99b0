using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Forecasting;

/// <summary>Forecasts are held against the rows behind their own, in their own sequence.</summary>
[TestClass]
public sealed class ForecastEvaluationTests
{
    private static MLContext Context => LoadRows.Context;

    [TestMethod]
    public void Each_figure_is_what_can_be_counted_on_the_fingers()
    {
        // One step of each row is off by 1, the other by 3; the second bound does not hold.
        var rows = Enumerable.Range(0, 6).Select(t => new Scored
        {
            Value = t * t,
            Forecast = [((t + 1) * (t + 1)) + 1, ((t + 2) * (t + 2)) - 3],
            Low = [((t + 1) * (t + 1)) - 2, ((t + 2) * (t + 2)) + 1],
            High = [((t + 1) * (t + 1)) + 2, ((t + 2) * (t + 2)) + 5],
        });

        var metrics = Evaluate(rows, confidenceLevel: 0.9, period: 2);

        Assert.AreEqual((5L, 4L, 9L), (metrics.Steps[0].Count, metrics.Steps[1].Count, metrics.Overall.Count));
        Assert.AreEqual((1, 3), (metrics.Steps[0].MeanAbsoluteError, metrics.Steps[1].MeanAbsoluteError));
        Assert.AreEqual(Math.Sqrt(((5 * 1) + (4 * 9)) / 9.0), metrics.Overall.RootMeanSquaredError, 1e-12);
        Assert.AreEqual((1, 0, 5 / 9.0), (metrics.Steps[0].Coverage, metrics.Steps[1].Coverage, metrics.Overall.Coverage));
        Assert.AreEqual(4, metrics.Steps[0].WinklerScore, 1e-12);
        Assert.AreEqual(4 + 20, metrics.Steps[1].WinklerScore, 1e-9, "the interval is left by 1, which counts 2 / (1 - 0.9)");
        Assert.AreEqual(1 - (5.0 / (1 + 9 + 25 + 49 + 81)), metrics.Steps[0].SkillOverLastValue, 1e-12);
        Assert.AreEqual(1 - (4.0 / (16 + 64 + 144 + 256)), metrics.Steps[0].SkillOverSeason, 1e-12, "the value two rows before the target, where there is one");
        Assert.AreEqual(metrics.Overall, metrics.Series.Single());
    }

    [TestMethod]
    public void A_value_that_is_not_known_judges_nothing_and_the_last_known_one_stands_for_it()
    {
        var rows = new[] { 1f, float.NaN, 3f, 4f }.Select(value => new Scored { Value = value, Forecast = [4, 4] });

        var metrics = Evaluate(rows, bounds: false);

        Assert.AreEqual((2L, 2L), (metrics.Steps[0].Count, metrics.Steps[1].Count));
        Assert.AreEqual(0.5, metrics.Steps[0].MeanAbsoluteError);
        Assert.AreEqual(1 - (1.0 / (4 + 1)), metrics.Steps[0].SkillOverLastValue, 1e-12);
        Assert.AreEqual((double.NaN, double.NaN, double.NaN), (metrics.Overall.Coverage, metrics.Overall.WinklerScore, metrics.Overall.SkillOverSeason));
    }

    [TestMethod]
    public void Rows_of_other_groups_lie_between_and_are_no_targets()
    {
        var rows = Enumerable.Range(0, 20).Select(i => new Scored
        {
            Group = i % 2 == 0 ? "north" : "south",
            Value = (100 * (i % 2)) + (i / 2),
            Forecast = [(100 * (i % 2)) + (i / 2) + 1, (100 * (i % 2)) + (i / 2) + 2],
        }).ToArray();

        Assert.AreEqual(0, Evaluate(rows, bounds: false, group: "Group").Overall.MeanAbsoluteError);
        Assert.IsGreaterThan(50, Evaluate(rows, bounds: false).Overall.MeanAbsoluteError);
    }

    [TestMethod]
    public void Of_several_series_each_has_its_own_figures()
    {
        var options = new LruForecastingOptions
        {
            OutputColumnName = "Forecast",
            LabelColumnName = "Loads",
            Forecaster = LoadRows.Options.Forecaster with { Horizon = 3 },
        };
        var view = Context.Forecasting.ForecastByLru(options).Fit(LoadRows.View(LoadRows.History)).Transform(LoadRows.View(LoadRows.Future));

        var metrics = Context.Forecasting.Evaluate(view, "Loads", "Forecast");

        float[][] forecasts = [.. view.GetColumn<float[]>("Forecast")];
        double expected = Enumerable.Range(0, forecasts.Length - 3).Average(t => Math.Abs(forecasts[t][5] - LoadRows.Future[t + 3].Loads[1]));
        Assert.HasCount(3, metrics.Steps);
        Assert.HasCount(2, metrics.Series);
        Assert.AreEqual(metrics.Overall.MeanAbsoluteError, metrics.Series.Average(series => series.MeanAbsoluteError), 1e-12);
        double first = Enumerable.Range(0, forecasts.Length - 3).Average(t => Math.Abs(forecasts[t][4] - LoadRows.Future[t + 3].Loads[0]));
        Assert.AreEqual(expected, (2 * metrics.Steps[2].MeanAbsoluteError) - first, 1e-6);
    }

    [TestMethod]
    public void What_cannot_be_judged_is_refused_by_name()
    {
        var view = Context.Data.LoadFromEnumerable([new Scored()]);
        Assert.Contains("'Nowhere'", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Context.Forecasting.Evaluate(view, "Value", "Nowhere")).Message);
        Assert.Contains("'Nowhere'", Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => Context.Forecasting.Evaluate(view, "Value", "Forecast", "Low", "Nowhere")).Message);
        Assert.Contains("'Group'",
            Assert.ThrowsExactly<ArgumentException>(() => Context.Forecasting.Evaluate(view, "Value", "Forecast", "Low", "Group")).Message);
        Assert.Contains("two bounds", Assert.ThrowsExactly<ArgumentException>(() => Context.Forecasting.Evaluate(view, "Value", "Forecast", "Low")).Message);
        Assert.Contains("no multiple", Assert.ThrowsExactly<ArgumentException>(() => Context.Forecasting.Evaluate(view, "Three", "Forecast")).Message);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Context.Forecasting.Evaluate(view, "Value", "Forecast", confidenceLevel: 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Context.Forecasting.Evaluate(view, "Value", "Forecast", period: 1));
    }

    private static ForecastingMetrics Evaluate(IEnumerable<Scored> rows, bool bounds = true, string? group = null, double confidenceLevel = 0.95,
        int? period = null) =>
        Context.Forecasting.Evaluate(
            Context.Data.LoadFromEnumerable(rows), "Value", "Forecast", bounds ? "Low" : null, bounds ? "High" : null, group, confidenceLevel, period);

    private sealed class Scored
    {
        public string Group { get; set; } = "";

        public float Value { get; set; }

        [VectorType(3)]
        public float[] Three { get; set; } = new float[3];

        [VectorType(2)]
        public float[] Forecast { get; set; } = new float[2];

        [VectorType(2)]
        public float[] Low { get; set; } = new float[2];

        [VectorType(2)]
        public float[] High { get; set; } = new float[2];
    }
}
