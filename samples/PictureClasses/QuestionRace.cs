using System.Diagnostics;
using AdaptiveML.Estimators;
using AdaptiveML.Learners.Comodulation;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace PictureClasses;

/// <summary>
/// Is a picture of a class that the base has never seen? Learnt from a few pictures in both styles. The base was fitted to the same question about other
/// classes.
/// </summary>
internal static class QuestionRace
{
    private const int BaseTasks = 10, NewTasks = 10;

    private static readonly int[] Sizes = [10, 30, 100];

    private static readonly AdaptationMethod[] Methods =
    [
        AdaptationMethod.Logistic, AdaptationMethod.Readout, AdaptationMethod.Ridge, AdaptationMethod.Blend,
        AdaptationMethod.Gain, AdaptationMethod.Comodulation, AdaptationMethod.GainAndReadout,
    ];

    private static readonly string[] Names = ["chosen by Adapt", .. Methods.Select(method => method.ToString()), "ML.NET logistic", "the same, normalised"];

    /// <summary>As in samples/TaskSwitch: quicker than the defaults.</summary>
    public static ComodulationTrainerOptions Options { get; } = new()
    {
        TaskColumnName = "Task",
        Machine = new() { Fit = new() { MaximumPasses = 12 }, Adaptation = new() { MaximumSteps = 100, Parts = 3 } },
    };

    /// <summary>A base, fitted to the first half of a course's classes.</summary>
    public static ComodulationTransformer FitBase(MLContext context, Course course)
    {
        Row[] rows = Course.OfClasses(course.Learn, course.Classes[..(course.Classes.Length / 2)]);
        return context.BinaryClassification.Trainers.Comodulation(Options)
            .Fit(Question.View(context, course.Classes[..BaseTasks].SelectMany(task => Question.Ask(rows, task))));
    }

    /// <summary>Prints a line for each method, and gives the base of the first course.</summary>
    public static ComodulationTransformer Run(MLContext context, Course[] courses)
    {
        double[][][] accuracies = [.. Sizes.Select(_ => Names.Select(_ => new double[courses.Length]).ToArray())];
        ComodulationTransformer? first = null;
        var watch = Stopwatch.StartNew();
        double fit = 0;
        for (int each = 0; each < courses.Length; each++)
        {
            var (course, began) = (courses[each], watch.Elapsed.TotalSeconds);
            var model = FitBase(context, course);
            first ??= model;
            fit += (watch.Elapsed.TotalSeconds - began) / courses.Length;
            string[] further = course.Classes[(course.Classes.Length / 2)..];
            Row[] pool = Course.OfClasses(course.Learn, further), test = Course.OfClasses(course.Test, further);
            for (int task = 0; task < NewTasks; task++)
            {
                for (int size = 0; size < Sizes.Length; size++)
                {
                    var rows = Question.AskFew(pool, further[task], Sizes[size], ((ulong)each * 1000) + (ulong)task);
                    double[] found = Judge(context, model, further[task], Question.View(context, rows), Question.View(context, Question.Ask(test, further[task])));
                    for (int i = 0; i < found.Length; i++)
                    {
                        accuracies[size][i][each] += found[i] / NewTasks;
                    }
                }
            }
        }

        Console.WriteLine($"{"pictures",-22}{string.Concat(Sizes.Select(size => $"{size,14}"))}");
        foreach (var (place, name) in Names.Index())
        {
            Console.WriteLine($"{name,-22}{string.Concat(Sizes.Index().Select(size => $"{Spread.Show(accuracies[size.Index][place]),14}"))}");
        }

        Console.WriteLine($"A base took {fit:F0} s to fit, all of it {watch.Elapsed.TotalSeconds:F0} s.");
        return first!;
    }

    private static double[] Judge(MLContext context, ComodulationTransformer model, string task, IDataView rows, IDataView test)
    {
        var report = model.Compare(task, rows, test);
        var logistic = context.BinaryClassification.Trainers.LbfgsLogisticRegression(exampleWeightColumnName: "Weight");
        var normalised = context.Transforms.NormalizeMeanVariance("Features", fixZero: false).Append(logistic);
        return
        [
            report.ChosenMetrics.BalancedAccuracy,
            .. Methods.Select(method => report.Methods[method].BalancedAccuracy),
            BalancedAccuracy(logistic.Fit(rows).Transform(test)),
            BalancedAccuracy(normalised.Fit(rows).Transform(test)),
        ];
    }

    private static double BalancedAccuracy(IDataView scored) => scored.GetColumn<bool>("Label").Zip(scored.GetColumn<bool>("PredictedLabel"))
        .GroupBy(answer => answer.First).Average(label => label.Average(answer => answer.Second == label.Key ? 1.0 : 0));
}
