using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Docs.Tests.Examples;

/// <summary>The load of a day, hour by hour.</summary>
internal static class LruForecastingExample
{
    public static void Run()
    {
        var mlContext = new MLContext(seed: 1);
        var hours = Enumerable.Range(0, 24 * 60).Select(t => new { Load = 10 + MathF.Sin(MathF.Tau * t / 24) }).ToArray();
        var history = mlContext.Data.LoadFromEnumerable(hours[..1200]);
        var later = mlContext.Data.LoadFromEnumerable(hours[1200..]);

        var model = mlContext.Forecasting.ForecastByLru(
            outputColumnName: "Forecast",
            labelColumnName: "Load",
            horizon: 24,
            confidenceLowerBoundColumn: "Low",
            confidenceUpperBoundColumn: "High",
            period: 24).Fit(history);

        // A new model, which has learnt the rows that came since.
        var updated = mlContext.Model.Update(model, later);
        float[] day = updated.Transform(later).GetColumn<float[]>("Forecast").Last();
        Console.WriteLine($"in an hour {day[0]:F2}, in a day {day[23]:F2}");
    }
}
