using System.Diagnostics;
using AdaptiveML.Estimators;
using AdaptiveML.Learners.Comodulation;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace PictureClasses;

/// <summary>New questions from few pictures, by comodulation's methods and by ML.NET's logistic regression on the same features and rows.</summary>
internal static class QuestionRace
{
    private static readonly int[] Sizes = [10, 30, 100];

    private static readonly (AdaptationMethod Method, string Name)[] Methods =
    [
        (AdaptationMethod.Logistic, "logistic regression"),
        (AdaptationMethod.LogisticWithBase, "the same with the base"),
        (AdaptationMethod.Readout, "readout"),
        (AdaptationMethod.Ridge, "ridge"),
        (AdaptationMethod.Gain, "deterministic gain"),
        (AdaptationMethod.Comodulation, "comodulation"),
        (AdaptationMethod.GainAndReadout, "gain and readout"),
    ];

    private static readonly string[] Names = ["chosen by Adapt", .. Methods.Select(method => method.Name), "ML.NET's L-BFGS", "the same, normalised"];

    /// <summary>As in samples/TaskSwitch: quicker than the defaults.</summary>
    private static ComodulationTrainerOptions Options { get; } = new()
    {
        TaskColumnName = "Task",
        Machine = new() { Fit = new() { MaximumPasses = 12 }, Adaptation = new() { MaximumSteps = 100, Parts = 3 } },
    };

    /// <summary>Prints a line for each method, and gives the base of the first set.</summary>
    public static ComodulationTransformer Run(MLContext context, QuestionSet[] sets)
    {
        double[][][] accuracies = [.. Sizes.Select(_ => Names.Select(_ => new double[sets.Length]).ToArray())];
        List<ComodulationTransformer> bases = [];
        int modulating = 0;
        Stopwatch fitting = new(), watch = Stopwatch.StartNew();
        foreach (var (place, set) in sets.Index())
        {
            fitting.Start();
            bases.Add(context.BinaryClassification.Trainers.Comodulation(Options)
                .Fit(context.Data.LoadFromEnumerable(set.Primary.SelectMany(question => AskedRow.Ask(set.PrimaryRows, question)))));
            fitting.Stop();
            foreach (var (task, question) in set.New.Index())
            {
                foreach (var (size, count) in Sizes.Index())
                {
                    var rows = context.Data.LoadFromEnumerable(AskedRow.AskFew(set.Pool, question, count, ((ulong)place * 1000) + (ulong)task));
                    var (found, chosen) = Judge(context, bases[^1], question, rows, context.Data.LoadFromEnumerable(AskedRow.Ask(set.Test, question)));
                    modulating += chosen > AdaptationMethod.Blend ? 1 : 0;
                    foreach (var (method, accuracy) in found.Index())
                    {
                        accuracies[size][method][place] += accuracy / set.New.Length;
                    }
                }
            }
        }

        Console.WriteLine($"{"pictures",-26}{string.Concat(Sizes.Select(size => $"{size,14}"))}");
        foreach (var (method, name) in Names.Index())
        {
            Console.WriteLine($"{name,-26}{string.Concat(Sizes.Index().Select(size => $"{Spread.Show(accuracies[size.Index][method]),14}"))}");
        }

        Console.WriteLine(
            $"A method that modulates was chosen in {modulating} of {sets.Sum(set => set.New.Length) * Sizes.Length} cases. "
            + $"A base took {fitting.Elapsed.TotalSeconds / sets.Length:F0} s to fit, the table {watch.Elapsed.TotalSeconds:F0} s.");
        return bases[0];
    }

    private static (double[] Accuracies, AdaptationMethod Chosen) Judge(
        MLContext context, ComodulationTransformer model, Question question, IDataView rows, IDataView test)
    {
        var report = model.Compare(question.Name, rows, test);
        var logistic = context.BinaryClassification.Trainers.LbfgsLogisticRegression(exampleWeightColumnName: "Weight");
        var normalised = context.Transforms.NormalizeMeanVariance("Features", fixZero: false).Append(logistic);
        return (
            [
                report.ChosenMetrics.BalancedAccuracy,
                .. Methods.Select(method => report.Methods[method.Method].BalancedAccuracy),
                BalancedAccuracy(logistic.Fit(rows).Transform(test)),
                BalancedAccuracy(normalised.Fit(rows).Transform(test)),
            ],
            report.Chosen);
    }

    private static double BalancedAccuracy(IDataView scored) => scored.GetColumn<bool>("Label").Zip(scored.GetColumn<bool>("PredictedLabel"))
        .GroupBy(answer => answer.First).Average(label => label.Average(answer => answer.Second == label.Key ? 1.0 : 0));
}
