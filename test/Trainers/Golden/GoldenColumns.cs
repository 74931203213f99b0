using System.Globalization;
using AdaptiveML.Trainers.Tests.Forecasting;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Golden;

/// <summary>The golden models that write several columns: a forecaster of two groups that sees a calendar, and the combined machine, with all that they can say.</summary>
internal static class GoldenColumns
{
    /// <summary>Those of the first models, in which an alarm was the number of its reason.</summary>
    public static readonly string[] ForecastColumns = ["Forecast", "Low", "High", "Alarm", "Weights"];

    public static readonly string[] SensorColumns = ["Score", "Low", "High", "Alarm", "Weights"];

    public static readonly string[] ForecastColumnsWithReasons = ["Forecast", "Low", "High", "Alarm", "Reason", "Weights"];

    public static readonly string[] SensorColumnsWithReasons = ["Score", "Low", "High", "Alarm", "Reason", "Weights"];

    public static void Write(string folder)
    {
        var options = LoadRows.Options with { Forecaster = new() { Period = 4, Unit = new() { StateSize = 4 } }, TimeColumnName = "Time", Calendar = new() { Daily = 1, Yearly = 1 } };
        Write(folder, "forecast-by-lru-calendar-2", LoadRows.Fit(options, horizon: 2), LoadRows.View(LoadRows.History), LoadRows.View(LoadRows.Future), ForecastColumnsWithReasons);

        var history = Plant.HistoryView;
        var sensor = Plant.Context.Transforms.Concatenate("Features", "Load", "Temperature")
            .Append(Plant.Context.Regression.Trainers.OnlineLru("Emission", "Features", new OnlineLruOptions
            {
                Combined = new() { HalfLife = 200, Unit = new() { StateSize = 4 } },
                ConfidenceLowerBoundColumnName = "Low",
                ConfidenceUpperBoundColumnName = "High",
                AlarmColumnName = "Alarm",
                AlarmReasonColumnName = "Reason",
                ExpertWeightsColumnName = "Weights",
            }))
            .Fit(history);
        Write(folder, "online-lru-drifting-2", sensor, history, Plant.View(Recording.Future), SensorColumnsWithReasons);
    }

    /// <summary>What a model says of rows, while it learns them: the values of the columns, one behind the other.</summary>
    public static string[][] Say(ITransformer model, IDataView rows, string[] columns)
    {
        var view = Plant.Context.Model.AdaptInTransform(model).Transform(rows);
        string[][][] values = Array.ConvertAll<string, string[][]>(columns, name => view.Schema[name].Type switch
        {
            VectorDataViewType => [.. view.GetColumn<float[]>(name).Select(vector => Array.ConvertAll<float, string>(vector, Text))],
            TextDataViewType => [.. view.GetColumn<string>(name).Select(text => new[] { text })],
            KeyDataViewType => [.. view.GetColumn<uint>(name).Select(key => new[] { key.ToString(CultureInfo.InvariantCulture) })],
            BooleanDataViewType => [.. view.GetColumn<bool>(name).Select(value => new[] { value.ToString() })],
            _ => [.. view.GetColumn<float>(name).Select(value => new[] { Text(value) })],
        });
        return [.. Enumerable.Range(0, values[0].Length).Select(row => values.SelectMany(column => column[row]).ToArray())];
    }

    /// <summary>Writes a model, and what it says of rows that follow.</summary>
    public static void Write(string folder, string name, ITransformer model, IDataView history, IDataView future, string[] columns)
    {
        Plant.Context.Model.Save(model, history.Schema, Path.Combine(folder, name + ".zip"));
        File.WriteAllLines(Path.Combine(folder, name + ".csv"), Say(model, future, columns).Select(row => string.Join(',', row)));
    }

    private static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);
}
