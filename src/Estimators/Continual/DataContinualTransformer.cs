using System.Collections.ObjectModel;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Pipeline;
using Microsoft.ML;

namespace AdaptiveML.Estimators;

/// <summary>
/// Tells the classes of rows apart, and takes on new tasks and classes without a row of the old ones. Never changes: each of its verbs gives a new one. Made
/// by <see cref="DataContinualTrainer"/>.
/// </summary>
public sealed class DataContinualTransformer : OnlinePredictionTransformer<DataContinualModelParameters>, ITaskLearner
{
    internal DataContinualTransformer(OnlineModel model)
        : base(model) => (Tasks, IsScoringOnly) = Read(
            (ContinualLearner<float> learner) => (ContinualTasks.BySlots(learner.Tasks, model.Columns.Classes!), learner.IsScoringOnly));

    /// <summary>The tasks learnt, in order; their classes are places in <see cref="ClassNames"/>.</summary>
    public ReadOnlyCollection<LearntTask> Tasks { get; }

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> TaskNames => [.. Tasks.Select(task => task.Name!)];

    /// <summary>
    /// The classes, as text, in the order of the slots of the score: where the label is a key, its values in the order of the keys, also those that no row had
    /// yet, whose score is 0; else those learnt, in the order of first appearance.
    /// </summary>
    public ReadOnlyCollection<string> ClassNames => Model.Columns.Classes!.Names;

    /// <summary>The classes that rows have taught, as text, in the order in which <see cref="CreateLearner"/> numbers them.</summary>
    public IReadOnlyList<string> LearntClassNames => Model.Columns.Classes!.LearntNames;

    /// <summary>The column that tells tasks apart, or null.</summary>
    public string? TaskColumnName => ContinualTasks.TaskColumnName(Model);

    /// <summary>Whether scores are task-aware: <see cref="DataContinualOptions.IsTaskAware"/>.</summary>
    public bool IsTaskAware => Model.Columns.Group is not null;

    /// <summary>Whether this is what <see cref="AtTask"/> gave of a model whose checkpoints hold only what scoring needs.</summary>
    public bool IsScoringOnly { get; }

    /// <summary>
    /// The model that has learnt one more task, or where no name is given and there is a task column in the rows, those that it tells apart. New classes are
    /// appended, those of keys in the order of the keys; the scores of old ones keep their slots. The same rows twice give the same bytes, also with saving and
    /// loading in between.
    /// </summary>
    /// <param name="rows">The rows: of the new tasks alone.</param>
    /// <param name="taskName">A name that no other task has; null for the task column, or where there is none for "task" and its number.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="ArgumentException">The name is taken, or a task has no row with finite features, a label and a weight above 0.</exception>
    /// <exception cref="InvalidOperationException">There are no rows, or a row has no task; or the model holds only what scoring needs.</exception>
    public DataContinualTransformer Update(IDataView rows, string? taskName = null) => Update(rows, taskName, CancellationToken.None);

    /// <inheritdoc cref="Update(IDataView, string?)"/>
    /// <param name="rows">The rows: of the new tasks alone.</param>
    /// <param name="taskName">A name that no other task has, or null.</param>
    /// <param name="cancellationToken">Ends the update within a few rows, or a few rows of a matrix.</param>
    /// <exception cref="OperationCanceledException">The update was cancelled.</exception>
    public DataContinualTransformer Update(IDataView rows, string? taskName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        rows = CancellableView.Of(rows, cancellationToken);
        string? column = taskName is null && TaskColumnName is { } name && rows.Schema.GetColumnOrNull(name) is not null ? name : null;
        var (tasks, columns) = TrainingTasks.Read(rows, Model.Columns, column, largestWeight: ContinualLearner<float>.LargestWeight);
        var learnt = Read((ContinualLearner<float> learner) => ContinualTasks.Learn(learner, tasks, taskName, cancellation: cancellationToken));
        return new(Owning(learnt, columns.Classes));
    }

    /// <summary>
    /// The model as it was after a task: it predicts the same bits as then. Unless checkpoints are <see cref="TaskCheckpoints.Whole"/> it learns no more.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such task.</exception>
    /// <exception cref="InvalidOperationException">No checkpoints are kept.</exception>
    public DataContinualTransformer AtTask(string taskName)
    {
        var then = Read((ContinualLearner<float> learner) => learner.AtTask(taskName));
        return new(new OnlineModel(Model.Component, Model.Columns with { Classes = Model.Columns.Classes!.First(then.ClassCount) }, then, Model.Attributes));
    }

    /// <summary>Takes back what was learnt after a task: the model goes on from there as if it had never been.</summary>
    /// <exception cref="ArgumentException">There is no such task.</exception>
    /// <exception cref="InvalidOperationException">
    /// The checkpoints hold only what scoring needs, or there are none: <see cref="TaskCheckpoints.Whole"/> keeps all.
    /// </exception>
    public DataContinualTransformer Revert(string taskName) => AtTask(taskName) is { IsScoringOnly: false } then
        ? then
        : throw new InvalidOperationException($"The checkpoint of task '{taskName}' holds only what scoring needs; TaskCheckpoints.Whole keeps all.");

    /// <summary>
    /// The learner at the model's point in time, the caller's own, to be used without ML.NET. Its classes are those of <see cref="LearntClassNames"/>.
    /// </summary>
    public ContinualLearner<float> CreateLearner() => (ContinualLearner<float>)Model.CreateLearner();

    OnlineColumns ITaskLearner.TaskColumns => Model.Columns;

    double ITaskLearner.LargestWeight => ContinualLearner<float>.LargestWeight;

    OnlineTransformer ITaskLearner.LearnTask(IDataView rows, string name, CancellationToken cancellation) => Update(rows, name, cancellation);

    /// <inheritdoc/>
    private protected override DataContinualModelParameters CreateParameters() =>
        Read((ContinualLearner<float> learner) => new DataContinualModelParameters(Model, learner));
}
