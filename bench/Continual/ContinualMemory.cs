using System.Diagnostics;
using AdaptiveML.Estimators;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Benchmarks.Continual;

/// <summary>
/// What width, classes and tasks cost, on generated classes: a saved model, memory, a score, a row that is learnt, and what the model is right on.
/// </summary>
internal static class ContinualMemory
{
    private const int RowsPerClass = 60, TestRowsPerClass = 15;
    private const double Mega = 1 << 20;

    private static readonly (int Inputs, int Classes, int Tasks)[] Sizes =
        [(16, 10, 5), (64, 10, 5), (64, 500, 1), (128, 10, 5), (128, 500, 1), (512, 40, 20), (784, 10, 5), (3000, 10, 2), (10000, 4, 2)];

    /// <summary>Prints the table.</summary>
    /// <param name="inputs">The width, or null for all.</param>
    /// <param name="classes">The classes, or null for all.</param>
    /// <param name="only">Part of the name of the learner, or nothing for both: the memory of the process is right for the first.</param>
    public static void Run(int? inputs = null, int? classes = null, string only = "")
    {
        Console.WriteLine(
            $"{"inputs x classes in tasks",-34}{"MB on disk",12}{"MB learner",12}{"MB process",12}"
            + $"{"µs a score",12}{"ms a row",10}{"ms a class",12}{"right, %",10}");
        foreach (var size in Sizes.Where(size => (inputs ?? size.Inputs) == size.Inputs && (classes ?? size.Classes) == size.Classes))
        {
            foreach (var (name, options) in new (string, ContinualOptions)[] { ("RanPAC", new RanPacOptions()), ("DATA", new DataClassifierOptions()) })
            {
                if (name.Contains(only, StringComparison.OrdinalIgnoreCase))
                {
                    Measure(name, options, size);
                }
            }
        }
    }

    private static void Measure(string name, ContinualOptions options, (int Inputs, int Classes, int Tasks) size)
    {
        var context = new MLContext(seed: 1);
        int share = size.Classes / size.Tasks;
        var model = context.MulticlassClassification.Trainers.DataContinual(new DataContinualOptions { Learner = options })
            .Fit(GeneratedClasses.View(context, size.Inputs, 0, share, RowsPerClass));
        for (int task = 1; task < size.Tasks; task++)
        {
            model = model.Update(GeneratedClasses.View(context, size.Inputs, task * share, share, RowsPerClass));
        }

        using var saved = new MemoryStream();
        context.Model.Save(model, GeneratedClasses.View(context, size.Inputs, 0, 1, 1).Schema, saved);
        var learner = ((DataContinualTransformer)context.Model.Rehydrate(context.Model.Load(saved, out _))).CreateLearner();
        var (right, score) = Score(learner, size);
        double row = Learn(learner, size);
        var watch = Stopwatch.StartNew();
        var grown = learner;
        for (int further = 0; further < 20; further++)
        {
            grown = (ContinualLearner<float>)((IGrowingClassifier<float>)grown).WithFurtherClass();
        }

        double open = watch.Elapsed.TotalMilliseconds / 20;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(
            $"{$"{name} {size.Inputs} x {size.Classes} in {size.Tasks}",-34}{saved.Length / Mega,12:F1}{learner.SharedBytes / Mega,12:F1}"
            + $"{process.PeakWorkingSet64 / Mega,12:F0}{1e6 * score,12:F1}{1e3 * row,10:F2}{open,12:F2}{100 * right,10:F1}");
    }

    private static (double Right, double Seconds) Score(ContinualLearner<float> learner, (int Inputs, int Classes, int Tasks) size)
    {
        var rows = GeneratedClasses.Rows(size.Inputs, 0, size.Classes, TestRowsPerClass, seed: 2);
        float[] scores = new float[learner.ClassCount];
        int right = 0;
        double best = double.PositiveInfinity;
        var all = Stopwatch.StartNew();
        while (all.Elapsed.TotalSeconds < 1.5)
        {
            right = 0;
            var watch = Stopwatch.StartNew();
            foreach (var row in rows)
            {
                learner.Predict(row.Features, scores);
                right += BestClass.Of<float>(scores) == row.Class ? 1 : 0;
            }

            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }

        return ((double)right / rows.Length, best / rows.Length);
    }

    /// <summary>Seconds to learn a row of a class that is known.</summary>
    private static double Learn(ContinualLearner<float> learner, (int Inputs, int Classes, int Tasks) size)
    {
        var rows = GeneratedClasses.Rows(size.Inputs, 0, size.Classes, 1 + (600 / size.Classes), seed: 3).Take(200).ToArray();
        float[] scores = new float[learner.ClassCount];
        var watch = Stopwatch.StartNew();
        foreach (var row in rows)
        {
            learner.Learn(row.Features, [row.Class], scores);
        }

        return watch.Elapsed.TotalSeconds / rows.Length;
    }
}
