using AdaptiveML.Contract.Support;
using AdaptiveML.Estimators.Tests.Support;
using AdaptiveML.Learners.Continual;
using Microsoft.ML;

namespace AdaptiveML.Estimators.Tests.Golden;

/// <summary>The golden classifiers: DATA, and its network of pseudo-inputs, after two tasks. A third task goes on.</summary>
internal static class GoldenContinual
{
    private const string Random = "data-continual-1";
    private const string Network = "data-continual-network-1";

    public static readonly string[] Names = [Random, Network];

    public static GoldenFile File(string name) =>
        new(name, Say, model => Say(Sensors.Context.Model.Rehydrate(model).Stage().Update(Sensors.View(Sensors.March), "march")));

    public static void Write(string folder)
    {
        Write(folder, Random, new() { ProjectionSize = 20 });
        Write(folder, Network, new()
        {
            Head = DataClassifierHead.PseudoInput,
            Adapters = new() { RankLow = 1, RankHigh = 3, Network = new() { Hidden = 8, Epochs = 2 } },
        });
    }

    private static string[] Say(ITransformer model) => GoldenFile.Lines(model.Transform(Sensors.View(Sensors.Tests)), "Score");

    private static void Write(string folder, string name, DataClassifierOptions options)
    {
        var view = Sensors.View([.. Sensors.January, .. Sensors.February]);
        var trainers = Sensors.Context.MulticlassClassification.Trainers;
        var model = trainers.DataContinual(new DataContinualOptions { TaskColumnName = "Task", Learner = options }).Fit(view);
        File(name).Write(folder, model, view.Schema);
    }
}
