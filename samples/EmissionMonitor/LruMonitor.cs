using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using AdaptiveML.Trainers;
using Microsoft.ML;

namespace EmissionMonitor;

/// <summary>The product: a pipeline with a linear recurrent unit, alone or combined, that goes on learning in an online engine.</summary>
internal sealed class LruMonitor : IMonitor
{
    private Estimate _estimate = new();

    private LruMonitor(OnlineEngine<Reading, Estimate> engine) => Engine = engine;

    public OnlineEngine<Reading, Estimate> Engine { get; }

    public static LruMonitor Fit(Plant plant, string gas, OnlineLruOptions options, UpdateMode mode, int[] years)
    {
        var mlContext = plant.MLContext;
        var history = plant.View(years);
        var pipeline = mlContext.Transforms.Concatenate("Features", "AT", "AP", "AH", "AFDP", "GTEP", "TIT", "TAT", "TEY", "CDP")
            .Append(mlContext.Transforms.NormalizeMeanVariance("Features"))
            .Append(mlContext.Regression.Trainers.OnlineLru(options with { LabelColumnName = gas }));
        return Over(mlContext, pipeline.Fit(history), mode);
    }

    public static LruMonitor Over(MLContext mlContext, ITransformer model, UpdateMode mode) =>
        new(mlContext.Model.CreateOnlineEngine<Reading, Estimate>(model, new OnlineEngineOptions { Mode = mode }));

    public float Estimate(Reading hour)
    {
        Engine.Learn(hour, ref _estimate);
        return _estimate.Score;
    }
}
