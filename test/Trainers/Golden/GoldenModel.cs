using System.Globalization;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Golden;

/// <summary>The golden model: a pipeline over a plant of three lines, and the rows that follow with what it makes of them.</summary>
internal static class GoldenModel
{
    private static readonly string[] Lines = ["north", "south", "west", ""];

    public static void Write(string folder)
    {
        var history = Plant.View(Rows(Recording.History));
        var future = Rows(Recording.Future);
        var model = Plant.Context.Transforms.Concatenate("Features", "Load", "Temperature")
            .Append(Plant.Context.Transforms.NormalizeMeanVariance("Features"))
            .Append(Plant.Context.Regression.Trainers.OnlineLru(
                "Emission",
                "Features",
                Plant.Options with { GroupColumnName = "Line", TimeColumnName = "Hour", ExampleWeightColumnName = "Weight" }))
            .Fit(history);
        Plant.Context.Model.Save(model, history.Schema, Path.Combine(folder, "online-lru-2.zip"));
        float[] scores = [.. model.Transform(Plant.View(future)).GetColumn<float>("Score")], learnt = Learnt(model, future);
        File.WriteAllLines(
            Path.Combine(folder, "online-lru-2.csv"),
            future.Select((row, i) => string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Load:R},{row.Temperature:R},{row.Emission:R},{scores[i]:R},{learnt[i]:R},{row.Line},{row.Hour},{row.Weight:R}")));
    }

    /// <summary>What an engine predicts while it learns.</summary>
    public static float[] Learnt(ITransformer model, LineReading[] rows)
    {
        using var engine = Plant.Context.Model.CreateOnlineEngine<LineReading, Estimate>(model);
        var estimate = new Estimate();
        return Array.ConvertAll(rows, row =>
        {
            engine.Learn(row, ref estimate);
            return estimate.Score;
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
