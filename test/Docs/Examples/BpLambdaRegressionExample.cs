using Microsoft.ML;

namespace AdaptiveML.Docs.Tests.Examples;

/// <summary>The difference of an input from the one before.</summary>
internal static class BpLambdaRegressionExample
{
    public static void Run()
    {
        var mlContext = new MLContext(seed: 1);
        var random = new Random(1);
        float[] inputs = [.. Enumerable.Range(0, 900).Select(_ => random.NextSingle())];
        var steps = Enumerable.Range(1, 890).Select(t => new { Machine = "press", Input = inputs[t], Output = inputs[t] - inputs[t - 1] }).ToArray();
        var history = mlContext.Data.LoadFromEnumerable(steps[..600]);
        var later = mlContext.Data.LoadFromEnumerable(steps[600..]);

        var model = mlContext.Transforms.Concatenate("Features", "Input")
            .Append(mlContext.Regression.Trainers.BpLambda(labelColumnName: "Output", groupColumnName: "Machine", hiddenUnits: 8))
            .Fit(history);

        // Each row is estimated first and learnt afterwards.
        var adapting = mlContext.Model.AdaptInTransform(model).Transform(later);
        var metrics = mlContext.Regression.Evaluate(adapting, "Output");
        Console.WriteLine($"mean squared error: {metrics.MeanSquaredError:F4}");
    }
}
