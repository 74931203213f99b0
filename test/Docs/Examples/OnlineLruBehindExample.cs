using Microsoft.ML;

namespace AdaptiveML.Docs.Tests.Examples;

/// <summary>An emission, by a batch regression and what goes on learning behind it.</summary>
internal static class OnlineLruBehindExample
{
    public static void Run()
    {
        var mlContext = new MLContext(seed: 1);
        var hours = Enumerable.Range(0, 1500).Select(t => new { Load = MathF.Sin(t), Wear = t / 1500f })
            .Select(hour => new { hour.Load, Emission = (3 - hour.Wear) * hour.Load }).ToArray();
        var history = mlContext.Data.LoadFromEnumerable(hours[..1000]);
        var later = mlContext.Data.LoadFromEnumerable(hours[1000..]);

        // LightGBM or FastTree of their packages go in front in the same way.
        var batch = mlContext.Regression.Trainers.OnlineGradientDescent(labelColumnName: "Emission");
        var model = mlContext.Transforms.Concatenate("Features", "Load")
            .Append(mlContext.Regression.Trainers.OnlineLruBehind(batch, labelColumnName: "Emission"))
            .Fit(history);

        var adapting = mlContext.Model.AdaptInTransform(model).Transform(later);
        var metrics = mlContext.Regression.Evaluate(adapting, "Emission");
        Console.WriteLine($"R²: {metrics.RSquared:F3}");
    }
}
