using AdaptiveML.Contract.Lives;
using AdaptiveML.Contract.Support;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Forecasting;

/// <summary>The forecaster in a pipeline: what it writes, and that nothing of a later row reaches a forecast.</summary>
[TestClass]
public sealed class LruForecastingTests
{
    private static readonly string[] Columns = ["Forecast", "Low", "High", "Alarm", "Reason", "Weights"];

    [TestMethod]
    public void The_columns_are_the_parts_of_what_the_learner_predicts()
    {
        var learner = LoadRows.Model.CreateLearner();
        learner.Mode = UpdateMode.StateOnly;
        var view = LoadRows.Model.Transform(LoadRows.View(LoadRows.Future));
        var columns = Array.ConvertAll(["Forecast", "Low", "High", "Weights"], name => view.GetColumn<float[]>(name).ToArray());
        string[] reasons = [.. view.GetColumn<string>("Reason")];
        bool[] alarms = [.. view.GetColumn<bool>("Alarm")];
        float[] prediction = new float[learner.OutputSize];
        foreach (var (i, row) in LoadRows.Future.Index())
        {
            learner.Learn(new() { Sequence = SequenceKey.Of(row.Transformer) }, LoadRows.Input(row), [], prediction);
            var reason = (AlarmReason)(int)prediction[3 * LoadRows.Horizon];
            CollectionAssert.AreEqual(prediction[..(3 * LoadRows.Horizon)], columns[..3].SelectMany(column => column[i]).ToArray());
            CollectionAssert.AreEqual(prediction[^learner.ExpertNames.Count..], columns[3][i]);
            Assert.AreEqual((reason.ToString(), reason != AlarmReason.None), (reasons[i], alarms[i]));
        }

        Assert.AreEqual(1, columns[3][^1].Sum(), 1e-5);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(5)]
    [DataRow(24)]
    [DataRow(48)]
    public void Nothing_of_a_later_row_reaches_an_output(int horizon)
    {
        var fitted = LoadRows.Fit(horizon: horizon);
        foreach (var model in new ITransformer[] { fitted, fitted.Adapting(), fitted.SavedAndLoaded(LoadRows.View(LoadRows.History).Schema) })
        {
            string[] expected = Table.Of(model.Transform(LoadRows.View(LoadRows.Future)), Columns).Lines(Columns);
            foreach (int known in (int[])[1, 40, 99])
            {
                var poisoned = LoadRows.Future.Select((row, i) =>
                    i < known ? row : new LoadRow { Transformer = row.Transformer, OT = float.NaN, Loads = [float.NaN, float.NaN], Hour = row.Hour });

                CollectionAssert.AreEqual(expected[..known], Table.Of(model.Transform(LoadRows.View(poisoned)), Columns).Lines(Columns)[..known]);
            }
        }
    }

    [TestMethod]
    public void Slots_are_named_after_the_series_and_the_steps()
    {
        var view = LoadRows.Context.Transforms.Concatenate("Both", "OT", "Hour").Fit(LoadRows.View(LoadRows.History))
            .Transform(LoadRows.View(LoadRows.History));
        AssertSlots(LoadRows.Model, "High", "OT+1", "OT+2", "OT+3", "OT+4", "OT+5");
        AssertSlots(LoadRows.Model, "Weights", [.. LoadRows.Model.CreateLearner().ExpertNames]);
        var both = LoadRows.Context.Forecasting.ForecastByLru(new LruForecastingOptions
        {
            OutputColumnName = "Forecast",
            LabelColumnName = "Both",
            AlarmColumnName = "Alarm",
            AlarmReasonColumnName = "Reason",
            Forecaster = new() { Horizon = 2 },
        }).Fit(view);
        AssertSlots(both, "Forecast", "OT+1", "Hour+1", "OT+2", "Hour+2");
        AssertSlots(both, "Alarm", "OT", "Hour");
        AssertSlots(both, "Reason", "OT", "Hour");
        AssertSlots(LoadRows.Context.Forecasting.ForecastByLru("Forecast", "Loads").Fit(view), "Forecast", "Loads[0]+1", "Loads[1]+1");

        void AssertSlots(ITransformer model, string column, params string[] expected)
        {
            VBuffer<ReadOnlyMemory<char>> names = default;
            model.GetOutputSchema(view.Schema)[column].GetSlotNames(ref names);
            CollectionAssert.AreEqual(expected, names.DenseValues().Select(name => name.ToString()).ToArray());
        }
    }

    [TestMethod]
    [DataRow("OT", null)]
    [DataRow("OT", "Loads")]
    [DataRow("Loads", null)]
    public void Whatever_makes_the_input_a_saved_model_forecasts_the_same(string label, string? features)
    {
        var (history, future) = (LoadRows.View(LoadRows.History), LoadRows.View(LoadRows.Future));
        var fitted = LoadRows.Context.Forecasting.ForecastByLru("Forecast", label, features, horizon: 3).Fit(history);
        string[] expected = Table.Of(fitted.Transform(future)).Lines();

        var loaded = fitted.SavedAndLoaded(history.Schema);

        CollectionAssert.AreEqual(expected, Table.Of(loaded.Transform(future)).Lines());
        CollectionAssert.AreEqual(expected, Table.Of(LoadRows.Context.Model.Rehydrate(loaded).Transform(future)).Lines());
        Assert.IsTrue(fitted.Transform(future).GetColumn<float[]>("Forecast").All(forecast => forecast.All(float.IsFinite)));
    }

    [TestMethod]
    public void A_temperature_that_follows_the_loads_is_forecast_by_them()
    {
        double with = Error("Loads"), without = Error(null);

        Assert.IsLessThan(0.7 * without, with);

        static double Error(string? features) => LoadRows.Future.Skip(2).Zip(
            LoadRows.Context.Forecasting.ForecastByLru(
                LoadRows.Named(LoadRows.Options, 1) with { FeatureColumnName = features }).Fit(LoadRows.View(LoadRows.History))
                .Transform(LoadRows.View(LoadRows.Future)).GetColumn<float[]>("Forecast"),
            (later, forecast) => Math.Pow(later.OT - forecast[0], 2)).Skip(20).Average();
    }

    [TestMethod]
    public void The_promise_is_kept_and_a_wrong_column_is_named()
    {
        var view = LoadRows.View(LoadRows.History);
        CollectionAssert.AreEqual(
            Shapes.Texts(Shapes.Of(LoadRows.Model.GetOutputSchema(view.Schema))), Shapes.Texts(LoadRows.Estimator().GetOutputSchema(Shapes.Of(view.Schema))));

        AssertRefused("label column 'Transformer': expected Single or vector of Single of known size", "Transformer", "Loads");
        AssertRefused("feature column 'Hour': expected vector of Single of known size", "OT", "Hour");
        AssertRefused("Could not find label column 'Nothing'", "Nothing", null);

        void AssertRefused(string message, string label, string? features)
        {
            var estimator = LoadRows.Context.Forecasting.ForecastByLru("Forecast", label, features);
            Assert.Contains(message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => estimator.GetOutputSchema(Shapes.Of(view.Schema))).Message);
            Assert.Contains(message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => estimator.Fit(view)).Message);
        }
    }

    [TestMethod]
    [DataRow(0.95f, 0.95)]
    [DataRow(0.999f, 0.999)]
    public void A_level_is_taken_as_it_is_written(float written, double level) => Assert.AreEqual(
        level,
        LoadRows.Context.Forecasting.ForecastByLru("Forecast", "OT", confidenceLevel: written).Fit(LoadRows.View(LoadRows.History)).Options.ConfidenceLevel);

    [TestMethod]
    public void What_cannot_be_is_refused_before_the_fit()
    {
        var catalog = LoadRows.Context.Forecasting;
        Assert.AreEqual("Horizon", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => catalog.ForecastByLru("Forecast", "OT", horizon: 0)).ParamName);
        Assert.AreEqual(
            "ConfidenceLevel", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => catalog.ForecastByLru("Forecast", "OT", confidenceLevel: 1)).ParamName);
        Assert.Contains("'OT'", Assert.ThrowsExactly<ArgumentException>(() => catalog.ForecastByLru("Forecast", "OT", "OT")).Message);
        Assert.Contains("'Low'", Assert.ThrowsExactly<ArgumentException>(() => catalog.ForecastByLru("Low", "OT", confidenceLowerBoundColumn: "Low")).Message);
    }
}
