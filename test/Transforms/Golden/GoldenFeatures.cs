using AdaptiveML.Contract.Support;
using AdaptiveML.Transforms.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Transforms.Tests.Golden;

/// <summary>
/// The golden featurizers: of two machines' streams, and of windows that are each for themselves. An update with the first half of the rows that
/// follow goes on.
/// </summary>
internal static class GoldenFeatures
{
    private const string Stream = "featurize-sequence-by-ttt-stream-1";
    private const string Window = "featurize-sequence-by-ttt-window-1";

    private static readonly string[] Columns = ["Context", "Drift", "Next"];

    private static readonly int Half = Machines.Future.Length / 2;

    public static readonly string[] Names = [Stream, Window];

    public static GoldenFile File(string name) => new(
        name,
        model => Say(model, Machines.Future),
        model => Say(Machines.Context.Model.Update(model, Machines.View(Machines.Future[..Half])), Machines.Future[Half..]));

    public static void Write(string folder)
    {
        Write(folder, Stream, Machines.Options);
        Write(folder, Window, Machines.Options with { GroupColumnName = null, SequenceLength = 2 });
    }

    private static string[] Say(ITransformer model, MachineRow[] rows) => GoldenFile.Lines(model.Transform(Machines.View(rows)), Columns);

    private static void Write(string folder, string name, TttOptions options)
    {
        var history = Machines.View(Machines.History);
        File(name).Write(folder, Machines.Context.Transforms.FeaturizeSequenceByTtt(
            options with { OutputColumnName = "Context", InputColumnName = "Features" }).Fit(history), history.Schema);
    }
}
