using System.Globalization;
using System.Text;

namespace AdaptiveML.Estimators;

/// <summary>
/// How a classifier came through its tasks, in both protocols side by side. Accuracy and forgetting belong together: a small forgetting of little is no
/// success.
/// </summary>
/// <param name="TaskNames">The tasks.</param>
/// <param name="ClassIncremental">Task-free: all classes known compete for each row.</param>
/// <param name="TaskIncremental">Task-aware: it is said which task a row is of, and only that task's classes compete. Before the task was learnt it is the
/// task-free accuracy.</param>
public sealed record ContinualMetrics(IReadOnlyList<string> TaskNames, ContinualAccuracy ClassIncremental, ContinualAccuracy TaskIncremental)
{
    /// <summary>The accuracies as a picture: what was known of each task after each, both protocols side by side.</summary>
    public string ToSvg() => ContinualHeatMap.Draw(this);

    /// <summary>The figures as lines of text, in per cent.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture, $"{"%, " + TaskNames.Count + " tasks",-32}{"class-incremental",20}{"task-incremental",20}");
        Append("average accuracy", accuracy => accuracy.AverageAccuracy);
        Append("the same, weighted by rows", accuracy => accuracy.RowWeightedAccuracy);
        Append("average incremental accuracy", accuracy => accuracy.AverageIncrementalAccuracy);
        Append("learning accuracy", accuracy => accuracy.LearningAccuracy);
        Append("backward transfer", accuracy => accuracy.BackwardTransfer);
        Append("forgetting", accuracy => accuracy.Forgetting);
        Append("forward transfer", accuracy => accuracy.ForwardTransfer);
        Append("intransigence", accuracy => accuracy.Intransigence);
        return text.ToString();

        void Append(string name, Func<ContinualAccuracy, double?> figure) =>
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"{name,-32}{100 * figure(ClassIncremental),20:F2}{100 * figure(TaskIncremental),20:F2}");
    }
}
