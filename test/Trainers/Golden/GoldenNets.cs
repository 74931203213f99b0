using AdaptiveML.Contract.Support;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;
using AdaptiveML.Trainers.Tests.Recurrent;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Golden;

/// <summary>Recurrent nets: a number of a row, and the class of a sequence that ends. A Transform that adapts goes on.</summary>
internal static class GoldenNets
{
    public const string Number = "bp-lambda-1";

    public const string Classes = "bp-lambda-classes-1";

    public static readonly string[] NumberColumns = ["Score"];

    public static readonly string[] ClassColumns = ["Score", "PredictedLabel"];

    public static GoldenFile File(string name, string[] columns) =>
        new(name, model => Say(model, columns), model => Say(Plant.Context.Model.AdaptInTransform(model), columns));

    public static void Write(string folder)
    {
        var options = new BpLambdaOptions
        {
            GroupColumnName = "Machine",
            Method = RecurrentMethod.BpLambda,
            Cell = RecurrentCell.Lstm,
            HiddenUnits = 4,
            LearningRate = 0.01,
            TraceMode = TraceMode.Window,
            TraceWindow = 4,
            Training = new() { MaximumPasses = 3 },
            Windows = null,
        };
        var history = Machines.HistoryView;
        File(Number, NumberColumns).Write(folder, Plant.Context.Regression.Trainers.BpLambda(
            options with { LabelColumnName = "Target" }).Fit(history), history.Schema);
        var ends = options with
        {
            Method = RecurrentMethod.Auto,
            TrialRows = 1000,
            EndOfSequenceColumnName = "Stops",
            Cell = RecurrentCell.Tanh,
            Discount = 1,
            SyntheticWeight = 1,
            TraceMode = TraceMode.Full,
        };
        var classes = Plant.Context.MulticlassClassification.Trainers.BpLambda(ends with { LabelColumnName = "Kind" }).Fit(history);
        File(Classes, ClassColumns).Write(folder, classes, history.Schema);
    }

    private static string[] Say(ITransformer model, string[] columns) => GoldenFile.Lines(model.Transform(Machines.FutureView), columns);
}
