using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>Takes a continual learner through a sequence of tasks and scores it after each.</summary>
internal static class ContinualEvaluation
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
        TrainingRows<T>[] tests = [.. tasks.Select(task => task.Test)];
        List<(double[] Free, double[] Aware)> rows = [];
        foreach (var (learn, _) in tasks)
        {
            learner = learner.Update(learn);
            rows.Add(Score(learner, before, tests));
        }

        return Report(rows, tests, learner);
    }

    /// <summary>Looks back on a learner by its checkpoints: scores the test rows of all its tasks by what it was after each.</summary>
    /// <param name="learner">The learner, which keeps checkpoints; it stays as it is.</param>
    /// <param name="tests">Rows to test on, of each task. A row whose class was not yet known counts as wrong.</param>
    /// <exception cref="ArgumentException">There are not test rows of each task.</exception>
    /// <exception cref="InvalidOperationException">No checkpoints are kept.</exception>
    public static ContinualReport<T> LookBack<T>(ContinualLearner<T> learner, IReadOnlyList<TrainingRows<T>> tests)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(learner);
        ArgumentNullException.ThrowIfNull(tests);
        return tests.Count == learner.Tasks.Count && tests.Count > 0 && tests.All(test => test.Count > 0)
            ? Report([.. Enumerable.Range(0, tests.Count).Select(task => Score(learner.AtTask(task), 0, tests))], tests, learner)
            : throw new ArgumentException(
                $"There must be rows to test on for each of {learner.Tasks.Count} tasks; "
                + $"there are some for {tests.Count(test => test.Count > 0)} of {tests.Count}.",
                nameof(tests));
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

            right += BestClass.Of<T>(scores) == int.CreateTruncating(rows.Target(row)[0]) ? 1 : 0;
        }

        return (double)right / rows.Count;
    }

    /// <summary>The accuracies on all tasks, task-free and task-aware where the task has been learnt.</summary>
    private static (double[] Free, double[] Aware) Score<T>(ContinualLearner<T> learner, int before, IReadOnlyList<TrainingRows<T>> tests)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ([.. tests.Select(test => Accuracy(learner, test, null))],
         [.. tests.Select((test, task) => Accuracy(learner, test, before + task < learner.Tasks.Count ? before + task : null))]);

    private static ContinualReport<T> Report<T>(
        IReadOnlyList<(double[] Free, double[] Aware)> rows, IReadOnlyList<TrainingRows<T>> tests, ContinualLearner<T> learner)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] counts = [.. tests.Select(test => test.Count)];
        return new(new([.. rows.Select(row => row.Free)], counts), new([.. rows.Select(row => row.Aware)], counts), learner);
    }
}
