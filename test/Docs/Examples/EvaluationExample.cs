using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Docs.Tests.Examples;

/// <summary>Models of an emission, on hours in which the plant wears on.</summary>
internal static class EvaluationExample
{
    public static void Run()
    {
        var mlContext = new MLContext(seed: 1);
        var split = mlContext.Data.TimeSplit(mlContext.Data.LoadFromEnumerable(Hours()), testFraction: 0.5, timeColumnName: "Time");
        var ours = mlContext.Regression.Trainers.OnlineLru("Emission", "Sensors").Fit(split.TrainSet);
        var plain = mlContext.Regression.Trainers.LbfgsPoissonRegression("Emission", "Sensors").Fit(split.TrainSet);

        var result = mlContext.Model.EvaluatePrequential(
            [new("learning", ours), new("frozen", ours) { Learns = false }, new("ML.NET's Poisson", plain)],
            split.TestSet,
            new() { LabelDelayRows = 24, Period = 24, Window = 100 });
        Console.WriteLine(result);

        var importance = mlContext.Model.BlockImportance(ours, split.TestSet, new() { BlockLength = 50 });
        Console.WriteLine(importance);
    }

    /// <summary>The first sensor drives the emission, ever less; the second does too; the third has nothing to do with it.</summary>
    private static Hour[] Hours()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, 3000).Select(t =>
        {
            float load = MathF.Sin(t / 9f) + random.NextSingle(), air = MathF.Cos(t / 31f) + (0.3f * random.NextSingle());
            return new Hour
            {
                Time = new DateTime(2024, 1, 1).AddHours(t),
                Sensors = [load, air, random.NextSingle()],
                Emission = 20 + ((3 - (t / 1000f)) * load) + air + (0.2f * random.NextSingle()),
            };
        })];
    }

    private sealed class Hour
    {
        public DateTime Time { get; set; }

        [VectorType(3)]
        public float[] Sensors { get; set; } = [];

        public float Emission { get; set; }
    }
}
