using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace PictureClasses;

/// <summary>What became of a method in a course. Accuracies are shares of test rows whose class was predicted among all classes known by then.</summary>
/// <param name="Model">The model in the end.</param>
/// <param name="ByTask">After each task, in flat colours, of the classes so far.</param>
/// <param name="LinesBefore">Of line drawings, before one was learnt.</param>
/// <param name="Flat">In flat colours, in the end.</param>
/// <param name="Lines">Of line drawings, in the end.</param>
/// <param name="LearnMilliseconds">Learning a picture, without its features: all that was learnt in the course, refits included.</param>
/// <param name="ScoreMilliseconds">Scoring a picture, without its features.</param>
internal sealed record ClassRun(
    ITransformer Model, double[] ByTask, double LinesBefore, double Flat, double Lines, double LearnMilliseconds, double ScoreMilliseconds)
{
    public static ClassRun Take(MLContext context, Contender contender, Course course)
    {
        Stopwatch learning = new(), scoring = new();
        ITransformer? model = null;
        List<Row> all = [];
        List<double> byTask = [];
        int scored = 0;
        foreach (var (task, rows) in course.Tasks.Index())
        {
            Learn(rows, $"classes {task + 1}");
            byTask.Add(Accuracy(Styles.Flat, course.Classes[..((task + 1) * Course.ClassesPerTask)]));
        }

        double linesBefore = Accuracy(Styles.Lines, course.Classes);
        Learn(course.FewLines, "lines");
        double flat = Accuracy(Styles.Flat, course.Classes), lines = Accuracy(Styles.Lines, course.Classes);
        return new(
            model!, [.. byTask], linesBefore, flat, lines,
            learning.Elapsed.TotalMilliseconds / all.Count, scoring.Elapsed.TotalMilliseconds / scored);

        void Learn(Row[] rows, string task)
        {
            all.AddRange(rows);
            learning.Start();
            model = contender.Learn(model, rows, [.. all], task);
            learning.Stop();
        }

        double Accuracy(string style, string[] classes)
        {
            Row[] test = Course.OfClasses(Course.InStyle(course.Test, style), classes);
            scored += test.Length;
            scoring.Start();
            string[] predicted = Predict(context, model!, test);
            scoring.Stop();
            return predicted.Zip(test, (name, row) => name == row.Label).Average(isRight => isRight ? 1.0 : 0);
        }
    }

    /// <summary>The classes that a model says rows to be of.</summary>
    public static string[] Predict(MLContext context, ITransformer model, Row[] rows)
    {
        var scored = model.Transform(context.Data.LoadFromEnumerable(rows));
        return [.. context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(scored).Transform(scored).GetColumn<string>("PredictedLabel")];
    }
}
