using Microsoft.ML;

namespace AdaptiveML.Docs.Tests.Examples;

/// <summary>Whether an input is above the one before.</summary>
internal static class BpLambdaBinaryExample
{
    public static void Run()
    {
        var mlContext = new MLContext(seed: 1);
        var random = new Random(1);
        float[] inputs = [.. Enumerable.Range(0, 900).Select(_ => random.NextSingle())];
        var steps = Enumerable.Range(1, 890).Select(t => new { Input = inputs[t], Rises = inputs[t] > inputs[t - 1] }).ToArray();
        var history = mlContext.Data.LoadFromEnumerable(steps[..600]);
        var later = mlContext.Data.LoadFromEnumerable(steps[600..]);

        var model = mlContext.Transforms.Concatenate("Features", "Input")
            .Append(mlContext.BinaryClassification.Trainers.BpLambda(labelColumnName: "Rises", hiddenUnits: 8))
            .Fit(history);

        // Each row is classified first and learnt afterwards.
        var adapting = mlContext.Model.AdaptInTransform(model).Transform(later);
        var metrics = mlContext.BinaryClassification.Evaluate(adapting, "Rises");
        Console.WriteLine($"right: {metrics.Accuracy:P0}");
    }
}
