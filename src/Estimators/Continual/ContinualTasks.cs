using System.Collections.ObjectModel;
using System.Globalization;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;

namespace AdaptiveML.Estimators;

/// <summary>What fit and update share.</summary>
internal static class ContinualTasks
{
    private const string TaskColumn = "continual.task";

    /// <summary>What a model must remember besides its learner.</summary>
    public static Dictionary<string, string> Attributes(string? taskColumnName) => taskColumnName is null ? [] : new() { [TaskColumn] = taskColumnName };

    /// <summary>The task column of a model, or null.</summary>
    public static string? TaskColumnName(OnlineModel model) => model.Attributes.GetValueOrDefault(TaskColumn);

    /// <summary>A learner's tasks, with the slots of their classes in place of the indices.</summary>
    public static ReadOnlyCollection<LearntTask> BySlots(IReadOnlyList<LearntTask> tasks, ClassLabels classes)
    {
        var names = classes.LearntNames;
        return Array.AsReadOnly([.. tasks.Select(task => task with { Classes = [.. task.Classes.Select(index => classes.SlotOf(names[index])).Order()] })]);
    }

    /// <summary>Learns tasks, one after the other; each makes one copy of the learner.</summary>
    /// <param name="learner">The learner; it stays as it is.</param>
    /// <param name="tasks">The tasks.</param>
    /// <param name="name">The name of a task that has none, or null for "task" and its number.</param>
    /// <param name="progress">Is told of every task.</param>
    /// <param name="cancellation">Is looked at before every task.</param>
    public static ContinualLearner<float> Learn(
        ContinualLearner<float> learner,
        IReadOnlyList<TrainingTask> tasks,
        string? name,
        IProgress<LearntTask>? progress = null,
        CancellationToken cancellation = default)
    {
        foreach (var task in tasks)
        {
            cancellation.ThrowIfCancellationRequested();
            string taskName = task.Name ?? name ?? string.Create(CultureInfo.InvariantCulture, $"task {learner.Tasks.Count + 1}");
            learner = learner.Update(task.Rows, taskName, Math.Max(task.ClassCount, learner.ClassCount), cancellation);
            progress?.Report(learner.Tasks[^1]);
        }

        return learner;
    }

    /// <summary>The rows of all tasks, one behind the other.</summary>
    public static TrainingRows<float> Rows(IReadOnlyList<TrainingTask> tasks)
    {
        if (tasks is [var only])
        {
            return only.Rows;
        }

        var all = new TrainingRows<float>(tasks[0].Rows.InputSize, 1);
        foreach (var rows in tasks.Select(task => task.Rows))
        {
            for (int row = 0; row < rows.Count; row++)
            {
                all.Add(rows.Input(row), rows.Target(row), rows.Context(row));
            }
        }

        return all;
    }
}
