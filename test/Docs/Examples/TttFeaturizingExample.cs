using Microsoft.ML;

namespace AdaptiveML.Docs.Tests.Examples;

/// <summary>Features of the past in front of a trainer of ML.NET.</summary>
internal static class TttFeaturizingExample
{
    public static void Run()
    {
        var mlContext = new MLContext(seed: 1);
        var random = new Random(1);
        float[] inputs = [.. Enumerable.Range(0, 1200).Select(_ => random.NextSingle())];
        var steps = Enumerable.Range(2, 1190).Select(t => new { Input = inputs[t], Output = inputs[t] + inputs[t - 1] - inputs[t - 2] }).ToArray();
        var history = mlContext.Data.LoadFromEnumerable(steps[..800]);
        var later = mlContext.Data.LoadFromEnumerable(steps[800..]);

        // The features of a row stand for the rows before it; they go on following them wherever the model is used.
        var model = mlContext.Transforms.Concatenate("Row", "Input")
            .Append(mlContext.Transforms.FeaturizeSequenceByTtt("Past", "Row", width: 8, labelColumnName: "Output"))
            .Append(mlContext.Transforms.Concatenate("Features", "Row", "Past"))
            .AppendCacheCheckpoint(mlContext)
            .Append(mlContext.Regression.Trainers.Sdca("Output"))
            .Fit(history);
        Console.WriteLine($"R²: {mlContext.Regression.Evaluate(model.Transform(later), "Output").RSquared:F3}");
    }
}
