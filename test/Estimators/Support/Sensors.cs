using AdaptiveML.Kernels;
using AdaptiveML.Learners.Continual;
using Microsoft.ML;

namespace AdaptiveML.Estimators.Tests.Support;

/// <summary>Sensors that tell substances apart: each substance is a cloud of readings, in March by new sensors that read a little higher.</summary>
internal static class Sensors
{
    public const int Width = 5;

    public static MLContext Context { get; } = new(1);

    public static DataContinualOptions Options => new() { Learner = new Learners.Continual.DataClassifierOptions { ProjectionSize = 40 } };

    public static DataContinualTrainer Trainer => Context.MulticlassClassification.Trainers.DataContinual(Options);

    public static SensorRow[] January { get; } = Month("january", 1, 0, "ethanol", "ammonia");

    public static SensorRow[] February { get; } = Month("february", 2, 0, "acetone", "toluene");

    public static SensorRow[] March { get; } = Month("march", 3, 0.4f, "ammonia", "ethanol", "toluene", "acetone");

    public static SensorRow[] Tests { get; } =
        [
            .. Month("january", 11, 0, "ethanol", "ammonia"), .. Month("february", 12, 0, "acetone", "toluene"),
            .. Month("march", 13, 0.4f, "ammonia", "ethanol", "toluene", "acetone"),
        ];

    public static DataContinualTransformer AfterFebruary { get; } = Trainer.Fit(View(January), "january").Update(View(February), "february");

    public static DataContinualTransformer AfterMarch { get; } = AfterFebruary.Update(View(March), "march");

    public static IDataView View(IEnumerable<SensorRow> rows) => Context.Data.LoadFromEnumerable(rows);

    /// <summary>Thirty readings of each substance, taking turns.</summary>
    public static SensorRow[] Month(string task, ulong seed, float offset, params string[] substances)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        var rows = new List<SensorRow>();
        foreach (string substance in Enumerable.Range(0, 30).SelectMany(_ => substances))
        {
            rows.Add(new() { Label = substance, Task = task, Features = Reading(substance, offset, random) });
        }

        return [.. rows];
    }

    private static float[] Reading(string substance, float offset, Xoshiro256 random)
    {
        var place = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], (ulong)substance.Sum(letter => letter));
        float[] features = new float[Width];
        for (int i = 0; i < Width; i++)
        {
            features[i] = (float)((2.5 * place.NextNormal()) + random.NextNormal()) + offset;
        }

        return features;
    }
}
