using AdaptiveML.Contract.Support;
using AdaptiveML.Estimators.Tests.Comodulation;
using AdaptiveML.Learners.Comodulation;
using Microsoft.ML;

namespace AdaptiveML.Estimators.Tests.Golden;

/// <summary>
/// The golden base: three primary tasks, and one more learnt by each arm; and what it says of rows of all tasks and of none. An update with rows of
/// all but the base goes on.
/// </summary>
internal static class GoldenTasks
{
    public const string Name = "comodulation-1";

    private static readonly string[] Known = ["polished", "threaded", "heavy", "scratched", .. Enum.GetNames<AdaptationMethod>()];

    public static GoldenFile File { get; } = new(
        Name,
        Say,
        model => Say(Parts.Context.Model.Update(model, Parts.View(InTurn(Parts.ThirtyRows, Known)))));

    public static void Write(string folder)
    {
        var model = Parts.Fit(Parts.Options with { RelevanceColumnName = "Relevance" });
        foreach (var arm in Enum.GetValues<AdaptationMethod>())
        {
            model = model.Adapt(arm.ToString(), Parts.View(Parts.ThirtyRows), Parts.Options.Machine.Adaptation with { Method = arm });
        }

        File.Write(folder, model.Adapt("scratched", Parts.View(Parts.ThirtyRows)), Parts.View(Parts.PrimaryRows).Schema);
    }

    private static string[] Say(ITransformer model) =>
        GoldenFile.Lines(model.Transform(Parts.View(InTurn(Parts.TestRows, [.. Known, ""]))), "Score", "Probability", "Relevance");

    private static IEnumerable<TaskRow> InTurn(TaskRow[] rows, string[] tasks) =>
        rows.Select((row, i) => new TaskRow { Features = row.Features, Label = row.Label, Task = tasks[i % tasks.Length] });
}
