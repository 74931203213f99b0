using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Docs.Tests.Examples;

/// <summary>Whether an input has risen.</summary>
internal static class BpLambdaMulticlassExample
{
    public static void Run()
    {
        var mlContext = new MLContext(seed: 1);
        var random = new Random(1);
        float[] inputs = [.. Enumerable.Range(0, 900).Select(_ => random.NextSingle())];
        var steps = Enumerable.Range(1, 890).Select(t => new { Input = inputs[t], Trend = inputs[t] > inputs[t - 1] ? "up" : "down" }).ToArray();
        var history = mlContext.Data.LoadFromEnumerable(steps[..600]);
        var later = mlContext.Data.LoadFromEnumerable(steps[600..]);

        var model = mlContext.Transforms.Concatenate("Features", "Input")
            .Append(mlContext.MulticlassClassification.Trainers.BpLambda(labelColumnName: "Trend", hiddenUnits: 8, learningRate: 0.01))
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("Predicted", "PredictedLabel"))
            .Fit(history);

        // Each row is classified first and learnt afterwards.
        var adapting = mlContext.Model.AdaptInTransform(model).Transform(later);
        string[] predicted = [.. adapting.GetColumn<string>("Predicted")];
        Console.WriteLine($"right: {steps[600..].Zip(predicted).Average(pair => pair.First.Trend == pair.Second ? 1.0 : 0):P0}");
    }
}
