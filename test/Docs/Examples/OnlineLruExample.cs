using Microsoft.ML;

namespace AdaptiveML.Docs.Tests.Examples;

/// <summary>An emission, from the sensors of a plant.</summary>
internal static class OnlineLruExample
{
    public static void Run()
    {
        var mlContext = new MLContext(seed: 1);
        var hours = Enumerable.Range(0, 1500).Select(t => new { Load = MathF.Sin(t), Wear = t / 1500f })
            .Select(hour => new { hour.Load, Emission = (3 - hour.Wear) * hour.Load }).ToArray();
        var history = mlContext.Data.LoadFromEnumerable(hours[..1000]);
        var later = mlContext.Data.LoadFromEnumerable(hours[1000..]);

        var model = mlContext.Transforms.Concatenate("Features", "Load")
            .Append(mlContext.Regression.Trainers.OnlineLru(labelColumnName: "Emission"))
            .Fit(history);

        // Each row is estimated first and learnt afterwards; Model.Update and an engine learn what follows in the same way.
        var adapting = mlContext.Model.AdaptInTransform(model).Transform(later);
        var metrics = mlContext.Regression.Evaluate(adapting, "Emission");
        Console.WriteLine($"R²: {metrics.RSquared:F3}");
    }
}
