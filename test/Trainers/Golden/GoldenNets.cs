using AdaptiveML.Learners;
using AdaptiveML.Trainers.Tests.Recurrent;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Golden;

/// <summary>The golden models of recurrent nets: a number of a row, and the class of a sequence that ends.</summary>
internal static class GoldenNets
{
    public static readonly string[] NumberColumns = ["Score"];

    public static readonly string[] ClassColumns = ["Score", "PredictedLabel"];

    public static void Write(string folder)
    {
        var options = new BpLambdaOptions
        {
            SequenceColumnName = "Machine",
            Cell = RecurrentCell.Lstm,
            HiddenUnits = 4,
            LearningRate = 0.01,
            TraceMode = TraceMode.Window,
            TraceWindow = 4,
            Training = new() { MaximumPasses = 3 },
        };
        var trainers = Plant.Context.Regression.Trainers;
        GoldenColumns.Write(folder, "bp-lambda-2", trainers.BpLambda("Target", "Features", options).Fit(Machines.HistoryView), Machines.HistoryView, Machines.FutureView, NumberColumns);
        var ends = options with { EndOfSequenceColumnName = "Stops", Cell = RecurrentCell.Tanh, Discount = 1, SyntheticWeight = 1, TraceMode = TraceMode.Full };
        var classes = Plant.Context.MulticlassClassification.Trainers.BpLambda("Kind", "Features", ends).Fit(Machines.HistoryView);
        GoldenColumns.Write(folder, "bp-lambda-classes-2", classes, Machines.HistoryView, Machines.FutureView, ClassColumns);
    }
}
