using System.Globalization;
using AdaptiveML.Estimators.Tests.Support;
using AdaptiveML.Learners;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Estimators.Tests.Golden;

/// <summary>The golden models: DATA, and its network of pseudo-inputs, after two tasks; and what they make of the test rows before and after they have learnt a third.</summary>
internal static class GoldenContinual
{
    public static readonly string[] Names = ["data-continual-2", "data-continual-network-2"];

    public static void Write(string folder)
    {
        Write(folder, Names[0], new() { ProjectionSize = 20 });
        Write(folder, Names[1], new() { Head = DataHead.PseudoInput, Adapters = new() { RankLow = 1, RankHigh = 3, Network = new() { Hidden = 8, Epochs = 2 } } });
    }

    /// <summary>The scores of the test rows, as the model is, and after March.</summary>
    public static float[][] Say(DataContinualTransformer model) => [.. Scores(model), .. Scores(model.Update(Sensors.View(Sensors.March), "march"))];

    private static IEnumerable<float[]> Scores(ITransformer model) => model.Transform(Sensors.View(Sensors.Tests)).GetColumn<float[]>("Score");

    private static void Write(string folder, string name, DataOptions options)
    {
        var view = Sensors.View([.. Sensors.January, .. Sensors.February]);
        var model = Sensors.Context.MulticlassClassification.Trainers.DataContinual("Label", "Features", new DataContinualOptions { TaskColumnName = "Task", Learner = options }).Fit(view);
        Sensors.Context.Model.Save(model, view.Schema, Path.Combine(folder, name + ".zip"));
        File.WriteAllLines(Path.Combine(folder, name + ".csv"), Say(model).Select(row => string.Join(',', row.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))));
    }
}
