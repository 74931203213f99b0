using System.Globalization;
using AdaptiveML.Trainers.Tests.Forecasting;
using AdaptiveML.Trainers.Tests.Lru;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Golden;

/// <summary>The golden models that write several columns: a forecaster of two groups, and the combined machine with all it can say.</summary>
internal static class GoldenColumns
{
    public static readonly string[] ForecastColumns = ["Forecast", "Low", "High", "Alarm", "Weights"];

    public static readonly string[] SensorColumns = ["Score", "Low", "High", "Alarm", "Weights"];

    public static void Write(string folder)
    {
        var options = LoadRows.Options with { Forecaster = new() { Period = 4, Unit = new() { StateSize = 4 } } };
        Write(folder, "forecast-by-lru-2", LoadRows.Fit(options, horizon: 2), LoadRows.View(LoadRows.History), LoadRows.View(LoadRows.Future), ForecastColumns);

        var history = Plant.HistoryView;
        var sensor = Plant.Context.Transforms.Concatenate("Features", "Load", "Temperature")
            .Append(Plant.Context.Regression.Trainers.OnlineLru("Emission", "Features", new OnlineLruOptions
            {
                Combined = new() { Unit = new() { StateSize = 4 } },
                ConfidenceLowerBoundColumnName = "Low",
                ConfidenceUpperBoundColumnName = "High",
                AlarmColumnName = "Alarm",
                ExpertWeightsColumnName = "Weights",
            }))
            .Fit(history);
        Write(folder, "online-lru-combined-2", sensor, history, Plant.View(Recording.Future), SensorColumns);
    }

    /// <summary>What a model says of rows, while it learns them: the values of the columns, one behind the other.</summary>
    public static float[][] Say(ITransformer model, IDataView rows, string[] columns)
    {
        var view = Plant.Context.Model.AdaptInTransform(model).Transform(rows);
        float[][][] values = Array.ConvertAll(columns, name => view.Schema[name].Type is VectorDataViewType
            ? view.GetColumn<float[]>(name).ToArray()
            : [.. view.GetColumn<float>(name).Select(value => new[] { value })]);
        return [.. Enumerable.Range(0, values[0].Length).Select(row => values.SelectMany(column => column[row]).ToArray())];
    }

    private static void Write(string folder, string name, ITransformer model, IDataView history, IDataView future, string[] columns)
    {
        Plant.Context.Model.Save(model, history.Schema, Path.Combine(folder, name + ".zip"));
        File.WriteAllLines(
            Path.Combine(folder, name + ".csv"),
            Say(model, future, columns).Select(row => string.Join(',', row.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))));
    }
}
