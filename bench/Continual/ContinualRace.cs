using System.Diagnostics;
using AdaptiveML.Learners;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Learners.Saving;

namespace AdaptiveML.Benchmarks.Continual;

/// <summary>
/// All continual learners on one set: task-free final accuracy over five class orders (gas drift: five divisions of each batch, in time order), with forgetting
/// beside it.
/// </summary>
internal static class ContinualRace
{
    private const int Orders = 5;

    /// <summary>What the others are measured against: it runs always.</summary>
    private const string Bar = "RanPAC";

    private static readonly (string Name, Func<int, ContinualLearner<float>> Create)[] Learners =
    [
        ("nearest class mean", inputs => new NearestMeanClassifier<float>(inputs, new())),
        ("streaming LDA", inputs => new StreamingLda<float>(inputs, new())),
        ("ridge", inputs => new RidgeClassifier<float>(inputs, new())),
        (Bar, inputs => new RanPac<float>(inputs, new())),
        ("RanPAC with offsets (DATA, weight 0)", inputs => new DataClassifier<float>(inputs, new() { Residual = DataClassifierResidual.None })),
        ("DATA", inputs => new DataClassifier<float>(inputs, new())),
        ("DATA, weight fixed at 0.2", inputs => new DataClassifier<float>(inputs, new() { ResidualWeight = 0.2, LearnsResidualWeight = false })),
        ("DATA, no offsets", inputs => new DataClassifier<float>(inputs, new() { OffsetDeviation = 0 })),
        ("DATA, residual network", inputs => new DataClassifier<float>(inputs, new() { Residual = DataClassifierResidual.Network })),
        ("DATA, pseudo-inputs", inputs => new DataClassifier<float>(inputs, new() { Head = DataClassifierHead.PseudoInput })),
        ("DATA, pseudo-inputs, merged", inputs =>
            new DataClassifier<float>(inputs, new() { Head = DataClassifierHead.PseudoInput, Adapters = new() { Merge = MergePolicy.TaskMeanGate } })),
        ("DATA, softmax as published", inputs => new DataClassifier<float>(inputs, new() { Head = DataClassifierHead.Softmax })),
        ("EWC", inputs => new ElasticWeights<float>(inputs, new())),
        ("LwF", inputs => new LearningWithoutForgetting<float>(inputs, new())),
        ("naive fine-tuning", inputs => new FineTuning<float>(inputs, new())),
    ];

    /// <summary>Runs the race.</summary>
    /// <param name="set">The set.</param>
    /// <param name="folder">Where its files lie.</param>
    /// <param name="only">Part of the names of the learners that run beside RanPAC, or nothing for all.</param>
    public static void Run(string set, string folder, string only = "")
    {
        Console.WriteLine(
            $"{set}, {Orders} orders, %: task-free final accuracy and its deviation, beyond RanPAC order by order, "
            + "average incremental, learning accuracy, forgetting, next task and its deviation; task-aware final; s an update; saved KB");
        double[] bar = [];
        foreach (var (name, create) in Learners.Where(learner => learner.Name == Bar || learner.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            List<ContinualReport<float>> reports = [];
            var watch = new Stopwatch();
            long bytes = 0;
            int updates = 0;
            for (ulong order = 1; order <= Orders; order++)
            {
                var tasks = ContinualSets.Tasks(set, folder, order);
                var learner = create(tasks[0].Learn.InputSize);
                watch.Start();
                var report = ContinualEvaluation.Run(learner, tasks);
                watch.Stop();
                reports.Add(report);
                updates += tasks.Count;
                bytes = SavedLearner.Encode(report.Learner, new Dictionary<string, string>()).Length;
            }

            double[] final = [.. reports.Select(report => 100 * report.ClassIncremental.AverageAccuracy)];
            bar = name == Bar ? final : bar;
            double[] next = [.. reports.Select(report => 100 * NextTaskAccuracy(report.ClassIncremental))];
            double Mean(Func<AccuracyMatrix, double> figure) => 100 * reports.Average(report => figure(report.ClassIncremental));
            string beyond = bar.Length == 0
                ? ""
                : $"{final.Zip(bar, (a, b) => a - b).Average(),6:+0.00;-0.00} ±{Deviation([.. final.Zip(bar, (a, b) => a - b)]),5:F2}";
            Console.WriteLine(
                $"  {name,-36}{final.Average(),6:F2} ±{Deviation(final),5:F2} |{beyond,14} "
                + $"|{Mean(m => m.AverageIncrementalAccuracy),6:F1} {Mean(m => m.LearningAccuracy),6:F1} {Mean(m => m.Forgetting),6:F2} "
                + $"{next.Average(),6:F1} ±{Deviation(next),4:F1} |{100 * reports.Average(report => report.TaskIncremental.AverageAccuracy),6:F1} "
                + $"|{watch.Elapsed.TotalSeconds / updates,6:F2} {bytes / 1024,8}");
        }
    }

    /// <summary>What is known of a task before it is learnt.</summary>
    private static double NextTaskAccuracy(AccuracyMatrix matrix) => matrix.HasPast ? Enumerable.Range(1, matrix.Tasks - 1).Average(j => matrix[j - 1, j]) : 0;

    private static double Deviation(double[] values) => Math.Sqrt(values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Length - 1));
}
