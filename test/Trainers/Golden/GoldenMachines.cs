using AdaptiveML.Contract.Support;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Golden;

/// <summary>The unit in company, with all that it can say: with the scale of the fit, and with one that drifts. A Transform that adapts goes on.</summary>
internal static class GoldenMachines
{
    public const string Still = "online-lru-combined-1";

    public const string Drifting = "online-lru-drifting-1";

    private static readonly string[] Columns = ["Score", "Low", "High", "Alarm", "Reason", "Weights"];

    public static GoldenFile File(string name) => new(name, Say, model => Say(Plant.Context.Model.AdaptInTransform(model)));

    public static void Write(string folder)
    {
        Write(folder, Still, halfLife: null);
        Write(folder, Drifting, halfLife: 200);
    }

    private static string[] Say(ITransformer model) => GoldenFile.Lines(model.Transform(Plant.View(Recording.Future)), Columns);

    private static void Write(string folder, string name, double? halfLife)
    {
        var history = Plant.HistoryView;
        var model = Plant.Context.Transforms.Concatenate("Features", "Load", "Temperature")
            .Append(Plant.Context.Regression.Trainers.OnlineLru(new OnlineLruOptions
            {
                LabelColumnName = "Emission",
                Combined = new() { HalfLife = halfLife, Unit = new() { StateSize = 4 } },
                ConfidenceLowerBoundColumnName = "Low",
                ConfidenceUpperBoundColumnName = "High",
                AlarmColumnName = "Alarm",
                AlarmReasonColumnName = "Reason",
                ExpertWeightsColumnName = "Weights",
            }))
            .Fit(history);
        File(name).Write(folder, model, history.Schema);
    }
}
