using AdaptiveML.Learners.Continual;
using AdaptiveML.Online;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;

namespace AdaptiveML.Benchmarks.Continual;

/// <summary>Answers to the rows of a stream from some row on, each given before its class is told.</summary>
internal static class StreamContenders
{
    private const int Window = 2000, Every = 500;

    /// <summary>Names, and how the answers come about: rows, number of those fitted to, seed.</summary>
    public static (string Name, Func<List<StreamRow>, int, ulong, int[]> Run)[] All { get; } =
    [
        ("no change", (rows, fit, _) => [.. rows.Skip(fit - 1).SkipLast(1).Select(row => row.Label)]),
        ("majority of 500 rows", (rows, fit, _) => [.. Enumerable.Range(fit, rows.Count - fit)
            .Select(row => rows.Take(row).TakeLast(500).GroupBy(each => each.Label).MaxBy(group => group.Count())!.Key)]),
        ("LightGBM, fitted once", (rows, fit, seed) => Trees(rows, fit, seed, rows.Count)),
        ($"LightGBM, refitted to {Window} rows each {Every}", (rows, fit, seed) => Trees(rows, fit, seed, Every)),
        ("adaptive random forest", (rows, fit, seed) => Learn(rows, fit, new AdaptiveForestOptions { Seed = seed }, learns: true)),
        ("RanPAC", (rows, fit, seed) => Learn(rows, fit, new RanPacOptions { Seed = seed, GivesProbabilities = true }, learns: true)),
        ("DATA, frozen", (rows, fit, seed) => Learn(rows, fit, new DataClassifierOptions { ProjectionSeed = seed, GivesProbabilities = true }, learns: false)),
        ("DATA alone", (rows, fit, seed) => Learn(rows, fit, new DataClassifierOptions { ProjectionSeed = seed, GivesProbabilities = true }, learns: true)),
        ("DATA, following drift", (rows, fit, seed) =>
            Learn(rows, fit, new DataClassifierOptions { ProjectionSeed = seed, GivesProbabilities = true, FollowsDrift = true }, learns: true)),
    ];

    private static int[] Learn(List<StreamRow> rows, int fit, ContinualOptions options, bool learns)
    {
        int inputs = rows[0].Features.Length, classes = rows.Max(row => row.Label) + 1;
        var task = new TrainingRows<float>(inputs, 1);
        foreach (var row in rows.Take(fit))
        {
            task.Add(row.Features, [row.Label]);
        }

        var learner = ContinualLearner<float>.Create(inputs, options, classes).Update(task);
        learner.Mode = learns ? UpdateMode.StateAndParameters : UpdateMode.Frozen;
        float[] scores = new float[classes];
        int[] answers = new int[rows.Count - fit];
        for (int row = fit; row < rows.Count; row++)
        {
            learner.Learn(default, rows[row].Features, [rows[row].Label], scores);
            answers[row - fit] = BestClass.Of<float>(scores);
        }

        return answers;
    }

    private static int[] Trees(List<StreamRow> rows, int fit, ulong seed, int every)
    {
        var context = new MLContext((int)seed);
        int[] answers = new int[rows.Count - fit];
        for (int from = fit; from < rows.Count; from += every)
        {
            var known = View(context, rows[Math.Max(0, from - Window)..from]);
            var asked = View(context, rows[from..Math.Min(from + every, rows.Count)]);
            var model = context.Transforms.Conversion.MapValueToKey("Label").Append(context.MulticlassClassification.Trainers.LightGbm(
                new LightGbmMulticlassTrainer.Options { NumberOfThreads = 1, Seed = (int)seed, LabelColumnName = "Label" }))
                .Append(context.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(known);
            model.Transform(asked).GetColumn<int>("PredictedLabel").ToArray().CopyTo(answers, from - fit);
        }

        return answers;
    }

    private static IDataView View(MLContext context, List<StreamRow> rows)
    {
        var schema = SchemaDefinition.Create(typeof(StreamRow));
        schema[nameof(StreamRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows[0].Features.Length);
        return context.Data.LoadFromEnumerable(rows, schema);
    }
}
