using Microsoft.ML;

namespace AdaptiveML.Docs.Tests.Examples;

/// <summary>A new task from forty labelled rows, without a change of what is known.</summary>
internal static class ComodulationExample
{
    public static void Run()
    {
        var mlContext = new MLContext(seed: 1);
        var random = new Random(1);
        var points = Enumerable.Range(0, 640).Select(_ => new { X = random.NextSingle() - 0.5f, Y = random.NextSingle() - 0.5f }).ToArray();
        var rows = points[..600].Select((point, i) =>
            new { Task = i % 2 == 0 ? "right" : "above", point.X, point.Y, Label = i % 2 == 0 ? point.X > 0 : point.Y > 0 });
        var fewRows = points[600..].Select(point => new { Task = "diagonal", point.X, point.Y, Label = point.X + point.Y > 0 });

        var features = mlContext.Transforms.Concatenate("Features", "X", "Y");
        var known = features.Fit(mlContext.Data.LoadFromEnumerable(rows)).Transform(mlContext.Data.LoadFromEnumerable(rows));
        var few = features.Fit(mlContext.Data.LoadFromEnumerable(fewRows)).Transform(mlContext.Data.LoadFromEnumerable(fewRows));
        var model = mlContext.BinaryClassification.Trainers.Comodulation(taskColumnName: "Task").Fit(known);

        // The task column chooses; ForTask fixes a task, Base knows the first two alone.
        var adapted = model.Adapt("diagonal", few);
        Console.WriteLine($"accuracy: {mlContext.BinaryClassification.Evaluate(adapted.ForTask("diagonal").Transform(few)).Accuracy:P0}");
        Console.WriteLine($"Kept was {adapted.Tasks[^1].Reason}");
    }
}
