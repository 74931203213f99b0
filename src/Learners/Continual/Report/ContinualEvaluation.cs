using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>Takes a continual learner through a sequence of tasks and scores it after each.</summary>
public static class ContinualEvaluation
{
    /// <summary>Learns the tasks in order, and after each scores the test rows of all.</summary>
    /// <param name="learner">The learner to begin with; it stays as it is.</param>
    /// <param name="tasks">Rows to learn from, and rows to test on, of each task. A test row whose class is not yet known counts as wrong.</param>
    /// <exception cref="ArgumentException">There is no task, or one has no test rows.</exception>
    public static ContinualReport<T> Run<T>(ContinualLearner<T> learner, IReadOnlyList<(TrainingRows<T> Learn, TrainingRows<T> Test)> tasks)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(learner);
        ArgumentNullException.ThrowIfNull(tasks);
        if (tasks.Count == 0 || tasks.Any(task => task.Test.Count == 0))
        {
            throw new ArgumentException("There must be a task, and each must have rows to test on.", nameof(tasks));
        }

        int before = learner.Tasks.Count;
        double[][] free = new double[tasks.Count][], aware = new double[tasks.Count][];
        for (int t = 0; t < tasks.Count; t++)
        {
            learner = learner.Update(tasks[t].Learn);
            free[t] = [.. tasks.Select(task => Accuracy(learner, task.Test, null))];
            aware[t] = [.. tasks.Select((task, j) => Accuracy(learner, task.Test, j <= t ? before + j : null))];
        }

        int[] rows = [.. tasks.Select(task => task.Test.Count)];
        return new(new(free, rows), new(aware, rows), learner);
    }

    /// <summary>The share of rows whose class has the highest score.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="task">The task that they are said to be of, or null.</param>
    public static double Accuracy<T>(ContinualLearner<T> learner, TrainingRows<T> rows, int? task)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(learner);
        ArgumentNullException.ThrowIfNull(rows);
        T[] scores = new T[learner.ClassCount];
        int right = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            if (task is { } known)
            {
                learner.PredictInTask(known, rows.Input(row), scores);
            }
            else
            {
                learner.Predict(rows.Input(row), scores);
            }

            right += ClassScores.Best<T>(scores) == int.CreateTruncating(rows.Target(row)[0]) ? 1 : 0;
        }

        return (double)right / rows.Count;
    }
}
