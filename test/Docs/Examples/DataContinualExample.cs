using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Docs.Tests.Examples;

/// <summary>Two classes, and two more later, without the rows of the first.</summary>
internal static class DataContinualExample
{
    public static void Run()
    {
        var mlContext = new MLContext(seed: 1);
        var random = new Random(1);
        string[] gases = ["ethanol", "ammonia", "acetone", "toluene"];
        var rows = Enumerable.Range(0, 400).Select(i => (Gas: (2 * (i / 200)) + (i % 2), First: random.NextSingle(), Second: random.NextSingle()))
            .Select(row => new { Label = gases[row.Gas], First = row.First + (row.Gas / 2), Second = row.Second + (row.Gas % 2) }).ToArray();
        var features = mlContext.Transforms.Concatenate("Features", "First", "Second");
        var all = features.Fit(mlContext.Data.LoadFromEnumerable(rows)).Transform(mlContext.Data.LoadFromEnumerable(rows));
        var january = mlContext.Data.TakeRows(all, 200);
        var february = mlContext.Data.SkipRows(all, 200);

        var model = mlContext.MulticlassClassification.Trainers.DataContinual(projectionSize: 100).Fit(january);

        // A new model; no row of January is needed, and the scores of its classes keep their slots.
        var updated = model.Update(february, taskName: "february");
        Console.WriteLine($"{string.Join(", ", updated.ClassNames)}: {updated.Transform(all).GetColumn<float[]>("Score").Last().Length} scores");
    }
}
