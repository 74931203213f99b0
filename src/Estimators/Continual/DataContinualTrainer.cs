using AdaptiveML.Learners.Continual;
using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace AdaptiveML.Estimators;

/// <summary>
/// Fits a classifier that takes on task after task, or class after class, and keeps no row: <see cref="DataContinualTransformer.Update(IDataView, string?)"/>
/// needs no row of the tasks before. By default it is DATA: ridge regression on frozen random features, which is exact whatever the order of the rows, and a
/// gated residual on top.
/// </summary>
/// <remarks>
/// <para>To create this trainer, use <c>mlContext.MulticlassClassification.Trainers.DataContinual</c>; to see what was forgotten, <c>EvaluateContinual</c>; to
/// learn row by row, <c>mlContext.Model.CreateOnlineEngine</c>.</para>
/// <list type="table">
/// <item><term>Machine learning task</term><description>Multiclass classification</description></item>
/// <item><term>Input column data type</term><description>Features: vector of Single of known size. Label: text, integer, Boolean or key; its classes are learnt
/// as they occur. Task: text, integer or key. Example weight: Single</description></item>
/// <item><term>Output column data type</term><description>Score: vector of Single, the probabilities of the classes: of a key its values, in the order of the
/// keys, that of a value which no row had yet 0; else what occurs, in the order of first appearance. New classes are appended. PredictedLabel: key with the
/// values of the label</description></item>
/// <item><term>Is normalization required?</term><description>No: features are standardised with the first task</description></item>
/// <item><term>Is caching required?</term><description>No: the rows are read once, in order, into memory</description></item>
/// <item><term>Exportable to ONNX</term><description>No</description></item>
/// </list>
/// <para>Row by row, experts that forget stand beside the learner (<see cref="DataContinualOptions.FollowsDrift"/>), so that it follows a law that changes;
/// from task to task it forgets nothing.</para>
/// <para>The methods, their sources and their cost: <see cref="DataClassifier{T}"/> and the other <see cref="ContinualLearner{T}"/>s.</para>
/// </remarks>
/// <example>
/// <code><![CDATA[
/// var mlContext = new MLContext(seed: 1);
/// var random = new Random(1);
/// string[] gases = ["ethanol", "ammonia", "acetone", "toluene"];
/// var rows = Enumerable.Range(0, 400).Select(i => (Gas: (2 * (i / 200)) + (i % 2), First: random.NextSingle(), Second: random.NextSingle()))
///     .Select(row => new { Label = gases[row.Gas], First = row.First + (row.Gas / 2), Second = row.Second + (row.Gas % 2) }).ToArray();
/// var features = mlContext.Transforms.Concatenate("Features", "First", "Second");
/// var all = features.Fit(mlContext.Data.LoadFromEnumerable(rows)).Transform(mlContext.Data.LoadFromEnumerable(rows));
/// var january = mlContext.Data.TakeRows(all, 200);
/// var february = mlContext.Data.SkipRows(all, 200);
///
/// var model = mlContext.MulticlassClassification.Trainers.DataContinual(projectionSize: 100).Fit(january);
///
/// // A new model; no row of January is needed, and the scores of its classes keep their slots.
/// var updated = model.Update(february, taskName: "february");
/// Console.WriteLine($"{string.Join(", ", updated.ClassNames)}: {updated.Transform(all).GetColumn<float[]>("Score").Last().Length} scores");
/// ]]></code>
/// </example>
public sealed class DataContinualTrainer : ITrainerEstimator<DataContinualTransformer, DataContinualModelParameters>
{
    private readonly DataContinualOptions _options;

    internal DataContinualTrainer(DataContinualOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
    }

    /// <summary>Neither normalization nor caching is needed.</summary>
    public TrainerInfo Info => OnlineTrainers.Info;

    /// <summary>
    /// Learns the tasks that the task column tells apart, in the order of their first appearance; without such a column all rows are one task, named "task 1".
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A column that is named is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">
    /// There are no rows, or none has a label; a row has no task; or there are more classes than there may be.
    /// </exception>
    /// <exception cref="ArgumentException">A task has no row with finite features, a label and a weight above 0.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public DataContinualTransformer Fit(IDataView input) => Fit(input, _options.TaskColumnName, null);

    /// <summary>Learns all rows as one task.</summary>
    /// <param name="input">The rows.</param>
    /// <param name="taskName">Its name.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column that is named is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There are no rows, or none has a label.</exception>
    /// <exception cref="ArgumentException">No row has finite features, a label and a weight above 0.</exception>
    public DataContinualTransformer Fit(IDataView input, string taskName)
    {
        ArgumentException.ThrowIfNullOrEmpty(taskName);
        return Fit(input, null, taskName);
    }

    /// <summary>The input's columns, and those of a multiclass prediction: Score and PredictedLabel.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column that is named is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ColumnChecks.RequireFeatures(inputSchema, _options.FeatureColumnName);
        ColumnChecks.RequireTask(inputSchema, _options.TaskColumnName);
        ColumnChecks.RequireContext(inputSchema, null, null, _options.ExampleWeightColumnName);
        return inputSchema.With(ClassifierOutputs.MulticlassShapes(inputSchema, _options.LabelColumnName));
    }

    private DataContinualTransformer Fit(IDataView input, string? taskColumnName, string? taskName)
    {
        ArgumentNullException.ThrowIfNull(input);
        input = CancellableView.Of(input, _options.CancellationToken);
        var named = OnlineColumns.For(
            input.Schema,
            _options.FeatureColumnName,
            _options.LabelColumnName,
            DefaultColumnNames.Score,
            _options.IsTaskAware ? _options.TaskColumnName : null,
            time: null,
            _options.ExampleWeightColumnName);
        if (_options.IsTaskAware && named.GroupKind != GroupKind.Text)
        {
            throw new ArgumentOutOfRangeException(
                nameof(input),
                $"Schema mismatch for task column '{_options.TaskColumnName}': expected text, which scores that are task-aware ask for, "
                + $"got {input.Schema[_options.TaskColumnName!].Type}");
        }

        var (tasks, columns) = TrainingTasks.Read(
            input, named, taskColumnName, options: _options.Labels, largestWeight: ContinualLearner<float>.LargestWeight);
        var learner = ContinualTasks.Learn(
            ContinualLearner<float>.Create(tasks[0].Rows.InputSize, _options.LearnerInForce), tasks, taskName, _options.Progress, _options.CancellationToken);
        var model = new OnlineModel(new DataContinualComponent(), columns, learner, ContinualTasks.Attributes(_options.TaskColumnName))
            .Writing(ClassifierOutputs.Multiclass);
        return new(model.FittedTo(ContinualTasks.Rows(tasks)).Adapting(_options.AdaptsInTransform));
    }
}
