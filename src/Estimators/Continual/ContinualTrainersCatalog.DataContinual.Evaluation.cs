using AdaptiveML.Estimators;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;

namespace Microsoft.ML;

public static partial class ContinualTrainersCatalog
{
    /// <summary>Looks back on a model by its checkpoints: what it knew of each task after each, and so what it forgot.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The model; it keeps checkpoints of its tasks.</param>
    /// <param name="testRows">Rows to test on, of all tasks of the model and of no other. A class that was not yet known counts as wrong.</param>
    /// <param name="taskColumnName">The column that says which task a row is of: text, an integer or a key, its values the names of the tasks.</param>
    /// <param name="joint">A model that was given all rows as one task, for the intransigence; or null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="ArgumentException">A task has no row to test on, or a row is of no task of the model.</exception>
    /// <exception cref="InvalidOperationException">The model keeps no checkpoints, or a row has no task.</exception>
    public static ContinualMetrics EvaluateContinual(
        this MulticlassClassificationCatalog catalog,
        DataContinualTransformer model,
        IDataView testRows,
        string taskColumnName = "Task",
        DataContinualTransformer? joint = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(testRows);
        ArgumentException.ThrowIfNullOrEmpty(taskColumnName);
        var byName = TrainingTasks.Read(testRows, model.Model.Columns, taskColumnName, opensClasses: false)
            .Tasks.ToDictionary(task => task.Name!, task => task.Rows);
        if (byName.Keys.Except(model.TaskNames).FirstOrDefault() is { } stranger)
        {
            throw new ArgumentException(
                $"The model has learnt no task '{stranger}'; it has learnt '{string.Join("', '", model.TaskNames)}'.", nameof(testRows));
        }

        return model.TaskNames.FirstOrDefault(name => !byName.ContainsKey(name)) is { } missing
            ? throw new ArgumentException($"Task '{missing}' has no row to test on.", nameof(testRows))
            : Evaluate(model, [.. model.TaskNames.Select(name => byName[name])], joint);
    }

    /// <summary>The same with a view for each task.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The model; it keeps checkpoints of its tasks.</param>
    /// <param name="testRows">Rows to test on, of each task, in the order of <see cref="DataContinualTransformer.TaskNames"/>.</param>
    /// <param name="joint">A model that was given all rows as one task, for the intransigence; or null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="ArgumentException">There are more or fewer views than tasks.</exception>
    /// <exception cref="InvalidOperationException">The model keeps no checkpoints, or a view has no rows.</exception>
    public static ContinualMetrics EvaluateContinual(
        this MulticlassClassificationCatalog catalog, DataContinualTransformer model, IReadOnlyList<IDataView> testRows, DataContinualTransformer? joint = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(testRows);
        return Evaluate(model, [.. testRows.Select(rows => Read(rows, model))], joint);
    }

    private static ContinualMetrics Evaluate(DataContinualTransformer model, IReadOnlyList<TrainingRows<float>> tests, DataContinualTransformer? joint)
    {
        var report = ContinualEvaluation.LookBack(model.CreateLearner(), tests);
        double[]? free = joint is null ? null : [.. tests.Select(test => JointAccuracy(joint, model, test, null))];
        double[]? aware = joint is null ? null : [.. tests.Select((test, task) => JointAccuracy(joint, model, test, model.Tasks[task].Classes))];
        return new(model.TaskNames, new(report.ClassIncremental, free), new(report.TaskIncremental, aware));
    }

    /// <summary>The share of rows of a task that a joint model gets right, whose classes may be in another order.</summary>
    private static double JointAccuracy(DataContinualTransformer joint, DataContinualTransformer model, TrainingRows<float> rows, int[]? slots)
    {
        var learner = joint.CreateLearner();
        IReadOnlyList<string> learnt = model.LearntClassNames, names = joint.LearntClassNames;
        int[] places =
        [
            .. (slots?.Select(slot => model.ClassNames[slot]) ?? learnt).Select(name => joint.Model.Columns.Classes!.IndexOf(name)).Where(place => place >= 0),
        ];
        float[] scores = new float[learner.ClassCount];
        int right = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            learner.Predict(rows.Input(row), scores);
            int label = (int)rows.Target(row)[0];
            right += label >= 0 && places.Length > 0 && names[places.MaxBy(place => scores[place])] == learnt[label] ? 1 : 0;
        }

        return (double)right / rows.Count;
    }

    private static TrainingRows<float> Read(IDataView rows, DataContinualTransformer model)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return TrainingTasks.Read(rows, model.Model.Columns, taskColumnName: null, opensClasses: false).Tasks[0].Rows;
    }
}
