using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML;

namespace AdaptiveML.Estimators;

/// <summary>
/// A base that never changes and the tasks that were learnt on it. It never changes itself: what would change it gives a new one that shares nothing that
/// could. Made by <see cref="ComodulationClassificationTrainer"/>.
/// </summary>
/// <remarks>
/// <para>As fitted, with a task column, it scores each row by the task that the row names, and a row that names none, or one that is not known, by the base.
/// <see cref="ForTask"/> and <see cref="Base"/> take all rows for those of one task, or of none, and need no task column; <see cref="ByRow"/> goes
/// back.</para>
/// <para>An engine (<c>mlContext.Model.CreateOnlineEngine</c>) goes on learning the row's task, and no other; the base learns nothing. A predecessor of it in
/// the pipeline is not refitted: rows for <see cref="Adapt(string, IDataView, AdaptationOptions?)"/> are as the trainer saw them, transformed by the stages
/// in front.</para>
/// </remarks>
public sealed class ComodulationTransformer : OnlinePredictionTransformer<ComodulationModelParameters>, ITaskLearner
{
    private readonly ComodulationConfiguration _configuration;
    private readonly Lazy<ComodulationModel<float>> _machine;

    internal ComodulationTransformer(OnlineModel model)
        : base(model)
    {
        _configuration = Read((ComodulationLearner<float> learner) => learner.Configuration);
        _machine = new(() => Read((ComodulationLearner<float> learner) => learner.ToModel()));
    }

    /// <summary>Base and tasks without ML.NET. They never change.</summary>
    public ComodulationModel<float> Machine => _machine.Value;

    /// <summary>The tasks, in the order in which they were learnt, those of the fit first; how each was learnt, and the quality of what was.</summary>
    public IReadOnlyList<TaskDescriptor> Tasks => _configuration.Tasks;

    /// <summary>The task that all rows are taken for; null where rows name theirs, or are of the base.</summary>
    public string? Active => _configuration.Active;

    /// <summary>The same for rows that are all of no task: bit for bit what the fit gave, whatever has been learnt since.</summary>
    public ComodulationTransformer Base => With(Machine.Base, TaskChoice.Fixed(Model));

    /// <summary>The same for rows that name their tasks in the task column.</summary>
    /// <exception cref="InvalidOperationException">It was fitted without a task column.</exception>
    public ComodulationTransformer ByRow => With(Machine.Base, TaskChoice.ByRow(Model));

    /// <summary>The same for rows that are all of one task.</summary>
    /// <exception cref="ArgumentException">There is no such task.</exception>
    public ComodulationTransformer ForTask(string task) => With(Machine.ForTask(task), TaskChoice.Fixed(Model));

    /// <summary>The same without a task: rows that name it are scored by the base.</summary>
    /// <exception cref="ArgumentException">There is no such task.</exception>
    public ComodulationTransformer Without(string task) => With(Machine.Without(task), Model.Columns);

    /// <summary>
    /// The same with a task learnt from a few labelled rows; one of the same name is replaced. <see cref="TaskDescriptor.Quality"/> in <see cref="Tasks"/> says
    /// by which method, and why.
    /// </summary>
    /// <param name="task">Its name.</param>
    /// <param name="rows">
    /// The rows: features, labels, and weights where a column of them is named. All are of this task, whatever a task column says; those without a label are
    /// left out, and so are those with a feature that is missing, infinite or too large: <see cref="TaskDescriptor.RowsLeftOut"/> counts them, and
    /// <c>mlContext.LogFitMessages</c> says so.
    /// </param>
    /// <param name="options">How to learn; null for those of the fit.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    /// <exception cref="ArgumentException">A row or an option cannot be used, a label is none of the classes, or all rows are of one class.</exception>
    public ComodulationTransformer Adapt(string task, IDataView rows, AdaptationOptions? options = null) => Adapt(task, rows, options, CancellationToken.None);

    /// <inheritdoc cref="Adapt(string, IDataView, AdaptationOptions?)"/>
    /// <param name="task">Its name.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="options">How to learn; null for those of the fit.</param>
    /// <param name="cancellationToken">Ends the adaptation at the next row.</param>
    /// <exception cref="OperationCanceledException">The adaptation was cancelled.</exception>
    public ComodulationTransformer Adapt(string task, IDataView rows, AdaptationOptions? options, CancellationToken cancellationToken)
    {
        var read = Read(CancellableView.Of(rows, cancellationToken));
        var adapted = Machine.Adapt(task, read, options, cancellation: cancellationToken);
        int leftOut = adapted.Tasks[^1].RowsLeftOut;
        return With(adapted, Model.Columns, leftOut == 0 ? Model.Attributes : Pipeline.FitMessages.AddTo(Model.Attributes, [
            .. Pipeline.FitMessages.ReadWarnings(Model.Attributes),
            FormattableString.Invariant(
                $"{leftOut} of {read.Count} rows of task '{task}' have a feature that is missing, infinite or too large: they taught nothing."),
        ]));
    }

    /// <summary>
    /// Learns a task by every method, as <see cref="Adapt(string, IDataView, AdaptationOptions?)"/> would, and measures all on the same further rows, and
    /// the base before and afterwards.
    /// </summary>
    /// <param name="task">Its name.</param>
    /// <param name="rows">The rows to learn.</param>
    /// <param name="test">The rows to measure on.</param>
    /// <param name="options">How to learn; null for those of the fit.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    /// <exception cref="ArgumentException">A row or an option cannot be used, a label is none of the classes, or all rows are of one class.</exception>
    public TaskReport Compare(string task, IDataView rows, IDataView test, AdaptationOptions? options = null) =>
        Machine.Compare(task, Read(rows), Read(test), options);

    /// <summary>
    /// A plain model of the network with a task's couplings and gains put into its weights: without tasks, as cheap as the base, and up to rounding the same
    /// as the task. It cannot be unfolded.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such task.</exception>
    public ComodulationTransformer Fold(string task) => With(Machine.Fold(task), TaskChoice.Fixed(Model));

    /// <inheritdoc cref="ComodulationModel{T}.Export"/>
    public (
        IReadOnlyList<float> Mean,
        IReadOnlyList<float> InverseDeviation,
        IReadOnlyList<(IReadOnlyList<IReadOnlyList<float>> Weights, IReadOnlyList<float> Bias)> Layers) Export() => Machine.Export();

    /// <summary>The machine at the model's point in time, the caller's own, to be used without ML.NET.</summary>
    public ComodulationLearner<float> CreateLearner() => (ComodulationLearner<float>)Model.CreateLearner();

    OnlineColumns ITaskLearner.TaskColumns => TaskChoice.Fixed(Model);

    OnlineTransformer ITaskLearner.LearnTask(IDataView rows, string name, CancellationToken cancellation) => Adapt(name, rows, null, cancellation);

    /// <inheritdoc/>
    private protected override ComodulationModelParameters CreateParameters() =>
        Read((ComodulationLearner<float> learner) => new ComodulationModelParameters(Model, learner));

    /// <summary>Rows of one task.</summary>
    /// <exception cref="ArgumentException">A label is none of the classes.</exception>
    private TrainingRows<float> Read(IDataView data)
    {
        var rows = TrainingData.Read(data, TaskChoice.Fixed(Model));
        for (int row = 0; row < rows.Count; row++)
        {
            if (rows.Target(row)[0] < 0)
            {
                string classes = string.Join(", ", Model.Columns.Classes!.Names);
                throw new ArgumentException($"Row {row} has a label that is none of the classes {classes}.", nameof(data));
            }
        }

        return rows;
    }

    private ComodulationTransformer With(
        ComodulationModel<float> machine, OnlineColumns columns, IReadOnlyDictionary<string, string>? attributes = null) =>
        new(new OnlineModel(Model.Component, columns, machine.CreateLearner(_configuration.GivesRelevance), attributes ?? Model.Attributes));
}
