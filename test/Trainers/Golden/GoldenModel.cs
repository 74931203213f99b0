using System.Globalization;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Golden;

/// <summary>The golden model: the plant's pipeline, and the rows that follow with what it makes of them.</summary>
internal static class GoldenModel
{
    public static void Write(string folder)
    {
        Plant.Context.Model.Save(Plant.Model, Plant.HistoryView.Schema, Path.Combine(folder, "online-lru-1.zip"));
        float[] scores = Plant.Model.Scores(), learnt = Learnt(Plant.Model, Recording.Future);
        File.WriteAllLines(
            Path.Combine(folder, "online-lru-1.csv"),
            Recording.Future.Select((row, i) => string.Create(
                CultureInfo.InvariantCulture, $"{row.Load:R},{row.Temperature:R},{row.Emission:R},{scores[i]:R},{learnt[i]:R}")));
    }

    /// <summary>What an engine predicts while it learns.</summary>
    public static float[] Learnt(ITransformer model, Reading[] rows)
    {
        using var engine = Plant.Context.Model.CreateOnlineEngine<Reading, Estimate>(model);
        var estimate = new Estimate();
        return Array.ConvertAll(rows, row =>
        {
            engine.Learn(row, ref estimate);
            return estimate.Score;
        });
    }
}
