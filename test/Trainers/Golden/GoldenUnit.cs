using AdaptiveML.Contract.Support;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Golden;

/// <summary>A pipeline with the unit alone, over a plant of three lines with hours and weights; an engine goes on.</summary>
internal static class GoldenUnit
{
    public const string Name = "online-lru-1";

    private static readonly string[] Lines = ["north", "south", "west", ""];

    public static GoldenFile File { get; } = new(Name, model => GoldenFile.Lines(model.Transform(Plant.View(Rows(Recording.Future))), "Score"), GoOn);

    public static void Write(string folder)
    {
        var history = Plant.View(Rows(Recording.History));
        var model = Plant.Context.Transforms.Concatenate("Features", "Load", "Temperature")
            .Append(Plant.Context.Transforms.NormalizeMeanVariance("Features"))
            .Append(Plant.Context.Regression.Trainers.OnlineLru(
                Plant.Options with { LabelColumnName = "Emission", GroupColumnName = "Line", TimeColumnName = "Hour", ExampleWeightColumnName = "Weight" }))
            .Fit(history);
        File.Write(folder, model, history.Schema);
    }

    /// <summary>What an engine predicts while it learns.</summary>
    private static string[] GoOn(ITransformer model)
    {
        using var engine = Plant.Context.Model.CreateOnlineEngine<LineReading, Estimate>(model);
        var estimate = new Estimate();
        return Array.ConvertAll(Rows(Recording.Future), row =>
        {
            engine.Learn(row, ref estimate);
            return GoldenFile.Text(estimate.Score);
        });
    }

    private static LineReading[] Rows(Reading[] readings) => [.. readings.Select((reading, i) => new LineReading
    {
        Load = reading.Load,
        Temperature = reading.Temperature,
        Emission = reading.Emission,
        Line = Lines[i % 29 == 28 ? 3 : i * 7 % 11 % 3],
        Hour = i - (i % 10 == 9 ? 4 : 0),
        Weight = i % 3,
    })];
}
