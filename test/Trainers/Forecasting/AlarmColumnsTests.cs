using AdaptiveML.Contract.Lives;
using AdaptiveML.Online;
using AdaptiveML.Trainers.Tests.Lru;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Forecasting;

/// <summary>A row that is not to be trusted says so, and why, in each time of a model's life.</summary>
[TestClass]
public sealed class AlarmColumnsTests
{
    private const int Faulty = 7;

    [TestMethod]
    public void Of_several_series_each_has_its_own_alarm()
    {
        var options = new LruForecastingOptions { Forecaster = LoadRows.Options.Forecaster, AlarmColumnName = "Alarm", AlarmReasonColumnName = "Reason" };
        var rows = LoadRows.Future.Select((row, i) => new LoadRow { OT = row.OT, Loads = i == Faulty ? [row.Loads[0], float.NaN] : row.Loads, Hour = row.Hour })
            .ToArray();
        var fitted = LoadRows.Context.Forecasting.ForecastByLru(
            options with { OutputColumnName = "Forecast", LabelColumnName = "Loads" }).Fit(LoadRows.View(LoadRows.History));
        foreach (var model in Lives(fitted, LoadRows.View(LoadRows.History).Schema))
        {
            var view = model.Transform(LoadRows.View(rows));
            bool[][] alarms = [.. view.GetColumn<bool[]>("Alarm")];
            string[][] reasons = [.. view.GetColumn<ReadOnlyMemory<char>[]>("Reason").Select(words => Array.ConvertAll(words, word => word.ToString()))];

            CollectionAssert.AreEqual(new[] { "None", "MissingInput" }, reasons[Faulty]);
            Assert.AreEqual(
                reasons.Length, alarms.Zip(reasons).Count(row => row.First.Zip(row.Second).All(series => series.First == (series.Second != "None"))));
            CollectionAssert.AreEqual(new[] { false, true }, alarms[Faulty]);
        }
    }

    [TestMethod]
    [DataRow(MissingInput.LastGood, float.NaN, "MissingInput")]
    [DataRow(MissingInput.Refuse, float.NaN, "MissingInput")]
    [DataRow(MissingInput.Refuse, 1e30f, "Spike")]
    public void An_estimate_says_what_was_wrong_with_its_row_even_where_there_is_none(MissingInput missing, float value, string reason)
    {
        var gate = new GateOptions { MissingInput = missing, WinsorizeLimit = null };
        var rows = Recording.Future.Select(
            (row, i) => new Reading { Load = i == Faulty ? value : row.Load, Temperature = row.Temperature, Emission = row.Emission }).ToArray();
        var fitted = Plant.Context.Transforms.Concatenate("Features", "Load", "Temperature")
            .Append(Plant.Context.Regression.Trainers.OnlineLru(new OnlineLruOptions
        {
            LabelColumnName = "Emission",
            Combined = new() { Unit = new() { StateSize = 4, Update = new() { Gate = gate } } },
            AlarmColumnName = "Alarm",
            AlarmReasonColumnName = "Reason",
        })).Fit(Plant.HistoryView);
        foreach (var model in Lives(fitted, Plant.HistoryView.Schema))
        {
            var view = model.Transform(Plant.View(rows));
            Assert.AreEqual((true, reason), (view.GetColumn<bool>("Alarm").ElementAt(Faulty), view.GetColumn<string>("Reason").ElementAt(Faulty)));
            Assert.AreEqual((false, "None"), (view.GetColumn<bool>("Alarm").First(), view.GetColumn<string>("Reason").First()));
        }
    }

    [TestMethod]
    public void An_engine_over_a_loaded_model_raises_the_alarm_in_its_row()
    {
        using var engine = LoadRows.Engine(LoadRows.Model.SavedAndLoaded(LoadRows.View(LoadRows.History).Schema));
        var row = LoadRows.Future[0];

        Assert.AreEqual((false, "None"), Alarm(engine.Predict(row)));
        Assert.AreEqual((true, "Spike"), Alarm(engine.Predict(new() { Transformer = row.Transformer, OT = row.OT + 1e4f, Loads = row.Loads })));
        Assert.AreEqual((true, "MissingInput"), Alarm(engine.Predict(new() { Transformer = row.Transformer, OT = float.NaN, Loads = row.Loads })));

        static (bool Alarm, string Reason) Alarm(LoadForecast forecast) => (forecast.Alarm, forecast.Reason.ToString());
    }

    [TestMethod]
    public void A_reason_column_of_another_columns_name_is_refused() => Assert.Contains(
        "'Alarm'",
        Assert.ThrowsExactly<ArgumentException>(() => LoadRows.Fit(new() { AlarmColumnName = "Alarm", AlarmReasonColumnName = "Alarm" })).Message);

    private static ITransformer[] Lives(ITransformer fitted, DataViewSchema schema)
    {
        var loaded = fitted.SavedAndLoaded(schema);
        return [fitted, loaded, Plant.Context.Model.Rehydrate(loaded)];
    }
}
