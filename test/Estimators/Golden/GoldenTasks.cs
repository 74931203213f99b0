using System.Globalization;
using AdaptiveML.Estimators.Tests.Comodulation;
using AdaptiveML.Learners;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Estimators.Tests.Golden;

/// <summary>The golden model: three primary tasks, and one learnt by each arm, and what it says of rows of all tasks and of none.</summary>
internal static class GoldenTasks
{
    public const string Name = "comodulation-2";

    public static void Write(string folder)
    {
        var model = Parts.Fit(Parts.Options with { RelevanceColumnName = "Relevance" });
        foreach (var arm in Enum.GetValues<AdaptationArm>())
        {
            model = model.Adapt(arm.ToString(), Parts.View(Parts.ThirtyRows), Parts.Options.Machine.Adaptation with { Arm = arm });
        }

        model = model.Adapt("scratched", Parts.View(Parts.ThirtyRows));
        Parts.Context.Model.Save(model, Parts.View(Parts.PrimaryRows).Schema, Path.Combine(folder, Name + ".zip"));
        File.WriteAllLines(Path.Combine(folder, Name + ".csv"), Say(model).Select(row => string.Join(',', row.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))));
    }

    /// <summary>What a model says of each row: score, probability, and the relevances.</summary>
    public static float[][] Say(ITransformer model)
    {
        string[] tasks = ["polished", "threaded", "heavy", "scratched", .. Enum.GetNames<AdaptationArm>(), ""];
        var view = model.Transform(Parts.View(Parts.TestRows.Select((row, i) => new TaskRow { Features = row.Features, Task = tasks[i % tasks.Length] })));
        float[] scores = [.. view.GetColumn<float>("Score")], probabilities = [.. view.GetColumn<float>("Probability")];
        return [.. view.GetColumn<float[]>("Relevance").Select((relevance, i) => (float[])[scores[i], probabilities[i], .. relevance])];
    }
}
