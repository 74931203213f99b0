using System.Diagnostics;
using AdaptiveML.Pipeline;
using AdaptiveML.Trainers;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LoadForecast;

/// <summary>The product: a pipeline that forecasts, saved, loaded, and at work hour by hour, learning.</summary>
internal static class Forecaster
{
    public const int Horizon = 48;

    private const int Day = 24;

    /// <summary>Fits the pipeline to the first quarter, and saves it.</summary>
    /// <returns>The file.</returns>
    public static string Fit(MLContext mlContext, Station station)
    {
        var history = mlContext.Data.LoadFromEnumerable(station.Hours[..station.Start]);
        var pipeline = mlContext.Transforms.Concatenate("Station", "HUFL", "HULL", "MUFL", "MULL", "LUFL", "LULL", "OT")
            .Append(mlContext.Forecasting.ForecastByLru(new LruForecastingOptions
            {
                OutputColumnName = "Forecast",
                LabelColumnName = "Station",
                ConfidenceLowerBoundColumnName = "Low",
                ConfidenceUpperBoundColumnName = "High",
                ExpertWeightsColumnName = "Weights",
                Forecaster = new() { Horizon = Horizon, Period = Day },
            }));
        var model = pipeline.Fit(history);
        mlContext.Model.Save(model, history.Schema, "station.zip");
        Console.WriteLine($"Fitted to {station.Start} hours, saved to station.zip ({new FileInfo("station.zip").Length / 1024} KB).");
        return "station.zip";
    }

    /// <summary>Loads the model and takes it through all other hours: from each it forecasts, then it learns.</summary>
    public static Run Run(MLContext mlContext, Station station, string path)
    {
        var loaded = mlContext.Model.Load(path, out _);
        using var engine = mlContext.Model.CreateOnlineEngine<Hour, HourForecast>(loaded);
        var forecast = new HourForecast();
        List<float[]> forecasts = [], lower = [], upper = [];
        var watch = Stopwatch.StartNew();
        foreach (var hour in station.Hours[station.Start..])
        {
            engine.Learn(hour, ref forecast);
            forecasts.Add([.. forecast.Forecast.DenseValues()]);
            lower.Add([.. forecast.Low.DenseValues()]);
            upper.Add([.. forecast.High.DenseValues()]);
        }

        double spent = watch.Elapsed.TotalMicroseconds / forecasts.Count;
        Console.WriteLine(FormattableString.Invariant(
            $"{forecasts.Count} hours at work, {spent:F0} µs each for {Horizon} × {Station.Series} forecasts with intervals, learning included."));
        return new([.. forecasts], [.. lower], [.. upper], [.. Names(mlContext, loaded).Zip(forecast.Weights.DenseValues())]);
    }

    private static IReadOnlyList<string> Names(MLContext mlContext, ITransformer loaded) =>
        ((IEnumerable<ITransformer>)mlContext.Model.Rehydrate(loaded)).OfType<LruForecastingTransformer>().Single().CreateLearner().ExpertNames;
}
