using AdaptiveML.Pipeline;
using AdaptiveML.Streams;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Docs.Tests.Examples;

/// <summary>A plant whose analyser fails for a shift: the model goes back behind the fault, and learns nothing from it.</summary>
internal static class AlarmPolicyExample
{
    public static async Task Run()
    {
        var mlContext = new MLContext(seed: 1);
        var model = mlContext.Regression.Trainers.OnlineLru("Emission", "Sensors").Fit(mlContext.Data.LoadFromEnumerable(Hours(0, 1000)));
        using var engine = mlContext.Model.CreateOnlineEngine<Hour, Estimate>(model);
        using var policy = AlarmPolicy.Create(
            engine,
            new AlarmRule("error", new CusumDetector(), AlarmAction.Rewind(rows: 100), AlarmAction.Freeze(rows: 150)),
            new AlarmRule("air", new KswinDetector(), AlarmAction.RaiseRate(factor: 5, rows: 200)));

        var estimate = new Estimate();
        foreach (var hour in Hours(1000, 2000))
        {
            engine.Learn(hour, ref estimate);
            foreach (var (signal, value) in new[] { ("error", Math.Abs(hour.Emission - estimate.Score)), ("air", hour.Sensors[1]) })
            {
                if (await policy.ObserveAsync(signal, value) is { } alarm)
                {
                    Console.WriteLine($"Hour {alarm.Row}: {signal} has changed; {string.Join(", ", alarm.Actions)}.");
                }
            }
        }
    }

    /// <summary>From hour 1,500 to 1,600 the analyser shows 6 too little; from hour 2,200 the air is another.</summary>
    private static Hour[] Hours(int first, int count)
    {
        var random = new Random(first);
        return [.. Enumerable.Range(first, count).Select(t =>
        {
            float load = MathF.Sin(t / 9f) + random.NextSingle(), air = random.NextSingle() + (t < 2200 ? 0 : 2);
            float fault = t is >= 1500 and < 1600 ? 6 : 0;
            return new Hour { Sensors = [load, air], Emission = 20 + (3 * load) + air + (0.2f * random.NextSingle()) - fault };
        })];
    }

    private sealed class Hour
    {
        [VectorType(2)]
        public float[] Sensors { get; set; } = [];

        public float Emission { get; set; }
    }

    private sealed class Estimate
    {
        public float Score { get; set; }
    }
}
