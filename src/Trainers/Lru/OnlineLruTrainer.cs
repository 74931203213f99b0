using AdaptiveML.Learners;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML;

namespace AdaptiveML.Trainers;

/// <summary>
/// Fits a linear recurrent unit to rows in time order, to estimate the label of a row from its features and those of the rows before it (a virtual sensor), and
/// to go on learning in use by exact real-time recurrent learning.
/// </summary>
/// <remarks>
/// <para>To create this trainer, use <c>mlContext.Regression.Trainers.OnlineLru</c>; to learn in use, <c>mlContext.Model.CreateOnlineEngine</c>.</para>
/// <list type="table">
/// <item><term>Machine learning task</term><description>Regression of the same row's label</description></item>
/// <item><term>Input column data type</term><description>Features: vector of Single of known size. Label: Single, NaN where not known.
/// Group: text, integer or key. Time: DateTime, DateTimeOffset, TimeSpan or number. Example weight: Single</description></item>
/// <item><term>Output column data type</term><description>Score: Single</description></item>
/// <item><term>Is normalization required?</term><description>No: the unit standardises features and label by itself</description></item>
/// <item><term>Is caching required?</term><description>No: the rows are read once, in order, into memory</description></item>
/// <item><term>Exportable to ONNX</term><description>No</description></item>
/// </list>
/// <para>The method, its source and its cost: <see cref="LruLearner{T}"/>. The fit: <see cref="SequenceTrainer"/>.</para>
/// </remarks>
public sealed class OnlineLruTrainer : IEstimator<OnlineLruTransformer>
{
    private readonly string _label;
    private readonly string _features;
    private readonly OnlineLruOptions _options;

    internal OnlineLruTrainer(string labelColumnName, string featureColumnName, OnlineLruOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        ArgumentException.ThrowIfNullOrEmpty(featureColumnName);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _label = labelColumnName;
        _features = featureColumnName;
        _options = options;
    }

    /// <summary>Reads the rows, in the order of the view, and fits a unit to them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column that is named is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    /// <exception cref="ArgumentException">No row has finite features and a known label.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public OnlineLruTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var columns = OnlineColumns.For(
            input.Schema,
            _features,
            _label,
            DefaultColumnNames.Score,
            _options.GroupColumnName,
            _options.TimeColumnName,
            _options.ExampleWeightColumnName);
        var rows = TrainingData.Read(input, columns);
        var learner = new LruLearner<float>(rows.InputSize, rows.OutputSize, _options.Unit);
        var passes = SequenceTrainer.Fit(learner, rows, _options.Training, _options.Progress, _options.CancellationToken);
        var model = new OnlineModel(new OnlineLruFace(), columns, learner, SavedHistory.Write(passes));
        return new(model.FittedTo(rows).Adapting(_options.AdaptsInTransform));
    }

    /// <summary>The input's columns and the score column, annotated as ML.NET's regression trainers do it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column that is named is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ColumnChecks.RequireFeatures(inputSchema, _features);
        ColumnChecks.RequireLabel(inputSchema, _label);
        ColumnChecks.RequireContext(inputSchema, _options.GroupColumnName, _options.TimeColumnName, _options.ExampleWeightColumnName);
        return inputSchema.With(RegressionScore.Shape(DefaultColumnNames.Score));
    }
}
