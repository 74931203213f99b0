using AdaptiveML.Trainers;
using Microsoft.ML;

namespace AdaptiveML.Docs.Tests.Examples;

/// <summary>A plant that wears: a frozen and an adapting model on trial.</summary>
internal static class TrialExample
{
    public static void Run()
    {
        var mlContext = new MLContext(seed: 1);
        var hours = Enumerable.Range(0, 3000).Select(t => new { Load = MathF.Sin(t), Wear = MathF.Max(0, t - 1000) / 1000f })
            .Select(hour => new { hour.Load, Emission = (3 - hour.Wear) * hour.Load }).ToArray();
        var history = mlContext.Data.LoadFromEnumerable(hours[..1000]);
        var later = mlContext.Data.LoadFromEnumerable(hours[1000..]);
        var features = mlContext.Transforms.Concatenate("Features", "Load");
        var frozen = features.Append(mlContext.Regression.Trainers.OnlineGradientDescent("Emission")).Fit(history);
        var adapting = features.Append(mlContext.Regression.Trainers.OnlineLru("Emission")).Fit(history);

        var trial = mlContext.Model.CreateTrial(history, "Emission", ("frozen", frozen), ("adapting", adapting));
        var afterwards = mlContext.Model.Update(trial, later);

        var standings = mlContext.Model.Find<TrialTransformer>(afterwards).Parameters.Standings;
        Console.WriteLine($"{standings.AnsweredBy} answers, from label {standings.Changes[0].Row} on.");
    }
}
