using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace AdaptiveML.Estimators;

/// <summary>
/// Fits a classifier to one task or to several that are related, and freezes it; new tasks are learnt from a few labelled rows each by what is put beside it:
/// couplings to the units of one layer, gains of the last, a readout, or logistic regression on the features where that is better. No task is ever forgotten.
/// </summary>
/// <remarks>
/// <para>To create this trainer, use <c>mlContext.BinaryClassification.Trainers.Comodulation</c> or
/// <c>mlContext.MulticlassClassification.Trainers.Comodulation</c>; to learn a task,
/// <see cref="ComodulationTransformer.Adapt(string, IDataView, AdaptationOptions?)"/>; to go on learning one row by
/// row, <c>mlContext.Model.CreateOnlineEngine</c>.</para>
/// <list type="table">
/// <item><term>Machine learning task</term><description>Binary or multiclass classification</description></item>
/// <item><term>Input column data type</term><description>Features: vector of Single of known size. Label: binary Boolean or Single, multiclass key, text,
/// integer or Boolean. Task: text or integer. Example weight: Single</description></item>
/// <item><term>Output column data type</term><description>As of ML.NET's own trainers: Score, PredictedLabel, and of a binary one Probability. Where named the
/// relevance of the units, a vector of Single</description></item>
/// <item><term>Is normalization required?</term><description>No: features are standardised as in the rows of the fit</description></item>
/// <item><term>Is caching required?</term><description>No: the rows are read once into memory</description></item>
/// <item><term>Exportable to ONNX</term><description>No; <see cref="ComodulationTransformer.Export"/> gives plain matrices</description></item>
/// </list>
/// <para>Rows that have no label, no task, no weight or one that is negative or not finite, or a feature that is missing or infinite, are left out of the fit.
/// The method and its source: <see cref="ComodulationModel{T}"/>.</para>
/// </remarks>
/// <example>
/// <code><![CDATA[
/// var mlContext = new MLContext(seed: 1);
/// var random = new Random(1);
/// var points = Enumerable.Range(0, 640).Select(_ => new { X = random.NextSingle() - 0.5f, Y = random.NextSingle() - 0.5f }).ToArray();
/// var rows = points[..600].Select((point, i) =>
///     new { Task = i % 2 == 0 ? "right" : "above", point.X, point.Y, Label = i % 2 == 0 ? point.X > 0 : point.Y > 0 });
/// var fewRows = points[600..].Select(point => new { Task = "diagonal", point.X, point.Y, Label = point.X + point.Y > 0 });
///
/// var features = mlContext.Transforms.Concatenate("Features", "X", "Y");
/// var known = features.Fit(mlContext.Data.LoadFromEnumerable(rows)).Transform(mlContext.Data.LoadFromEnumerable(rows));
/// var few = features.Fit(mlContext.Data.LoadFromEnumerable(fewRows)).Transform(mlContext.Data.LoadFromEnumerable(fewRows));
/// var model = mlContext.BinaryClassification.Trainers.Comodulation(taskColumnName: "Task").Fit(known);
///
/// // The task column chooses; ForTask fixes a task, Base knows the first two alone.
/// var adapted = model.Adapt("diagonal", few);
/// Console.WriteLine($"accuracy: {mlContext.BinaryClassification.Evaluate(adapted.ForTask("diagonal").Transform(few)).Accuracy:P0}");
/// Console.WriteLine($"Kept was {adapted.Tasks[^1].Reason}");
/// ]]></code>
/// </example>
public sealed class ComodulationClassificationTrainer : ITrainerEstimator<ComodulationTransformer, ComodulationModelParameters>
{
    private readonly ComodulationTrainerOptions _options;
    private readonly bool _isBinary;

    internal ComodulationClassificationTrainer(ComodulationTrainerOptions options, bool isBinary)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_options, _isBinary) = (options, isBinary);
    }

    /// <summary>Neither normalization nor caching is needed.</summary>
    public TrainerInfo Info => OnlineTrainers.Info;

    /// <summary>Reads the rows and fits a base and, where a task column is named, a task for each value of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column that is named is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There are no rows, no row has a label, or there are more classes than there may be.</exception>
    /// <exception cref="ArgumentException">No row can be used, or names a task; or all rows, or all of a task, are of one class.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public ComodulationTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        input = CancellableView.Of(input, _options.CancellationToken);
        var columns = OnlineColumns.For(
            input.Schema,
            _options.FeatureColumnName,
            _options.LabelColumnName,
            DefaultColumnNames.Score,
            _options.TaskColumnName,
            weight: _options.ExampleWeightColumnName);
        var tasks = TaskColumn.Read(input, _options.TaskColumnName);
        columns = columns with
        {
            Classes = _isBinary ? ClassLabels.Binary
                : ClassLabels.Read(input, _options.LabelColumnName, _options.Labels, _options.ExampleWeightColumnName),
        };
        var rows = TrainingData.Read(input, columns);
        if (_options.TaskColumnName is { } taskColumn && tasks.Count == 0)
        {
            throw new ArgumentException($"No row names a task in column '{taskColumn}': fill it, or fit without one.", nameof(input));
        }

        var passes = new PassRecorder(_options.Progress);
        var model = ComodulationTrainer.Fit(
            ValidWeights.Of(rows), columns.Classes.Count, tasks, _options.Machine, passes, columns.Classes.Names, _options.CancellationToken);
        var learner = model.CreateLearner(_options.RelevanceColumnName is not null);
        return new(new OnlineModel(new ComodulationComponent(), columns, learner, TaskChoice.Of(columns))
            .Writing([.. ClassOutputs(learner.Output), .. Relevance(learner.Output, model.UnitNames)])
            .FittedTo(rows, passes.Passes)
            .Adapting(_options.AdaptsInTransform));
    }

    /// <summary>The input's columns, those of a classifier of ML.NET's own, and the relevance where it is named.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column that is named is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ColumnChecks.RequireFeatures(inputSchema, _options.FeatureColumnName);
        ColumnChecks.RequireContext(inputSchema, null, null, _options.ExampleWeightColumnName);
        TaskColumn.Require(inputSchema, _options.TaskColumnName);
        string label = _options.LabelColumnName;
        var shapes = _isBinary ? ClassifierOutputs.BinaryShapes(inputSchema, label) : ClassifierOutputs.MulticlassShapes(inputSchema, label);
        return inputSchema.With(
            [.. shapes, .. _options.RelevanceColumnName is { } name ? (SchemaShape.Column[])[SchemaShapes.Of(name, OutputKind.Number, isVector: true)] : []]);
    }

    /// <summary>Of two classes the margin of the second is the logarithm of the odds that the label is true.</summary>
    private IReadOnlyList<OnlineOutput> ClassOutputs(PredictionLayout prediction) =>
        _isBinary ? ClassifierOutputs.Binary(prediction[PredictionNames.Margin].Offset + 1) : ClassifierOutputs.Multiclass;

    private IEnumerable<OnlineOutput> Relevance(PredictionLayout prediction, IReadOnlyList<string> units) =>
        _options.RelevanceColumnName is { } name ? [OnlineOutput.Vector(name, prediction[PredictionNames.Relevance].Offset, units)] : [];
}
