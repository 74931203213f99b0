using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML;

namespace AdaptiveML.Transforms;

/// <summary>
/// Fits a featurizer of sequences by test-time training: of each row it gives features that hold what a small inner model has learnt of the rows before it,
/// for whatever trainer stands behind.
/// </summary>
/// <remarks>
/// <para>To create this estimator, use <c>mlContext.Transforms.FeaturizeSequenceByTtt</c>; to go on row by row,
/// <c>mlContext.Model.CreateOnlineEngine</c>.</para>
/// <list type="table">
/// <item><term>Does this estimator need to look at the data to train its parameters?</term><description>Yes: it takes the scale of the inputs, and fits the
/// views by which the inner model learns</description></item>
/// <item><term>Input column data type</term><description>Vector of Single of known size: a token, or as many tokens as a window has, oldest first. Label:
/// Single, NaN where not known; only the fit needs it. Group: text, integer or key. Time: DateTime, DateTimeOffset, TimeSpan or number</description></item>
/// <item><term>Output column data type</term><description>Features: vector of Single with slot names. Where named, the drift score, Single, and the
/// prediction: a vector of Single with slot names, or of a label, Single</description></item>
/// <item><term>Is normalization required?</term><description>No: inputs are standardised as the fit found them</description></item>
/// <item><term>Is caching required?</term><description>No for itself: the rows are read once, in order, into memory. A trainer behind it that reads its rows
/// many times has them computed many times, unless a cache checkpoint stands between</description></item>
/// <item><term>Exportable to ONNX</term><description>No</description></item>
/// </list>
/// <para>The method, its sources and its cost: <see cref="TttFeaturizer{T}"/>.</para>
/// </remarks>
/// <example>
/// <code><![CDATA[
/// var mlContext = new MLContext(seed: 1);
/// var random = new Random(1);
/// float[] inputs = [.. Enumerable.Range(0, 1200).Select(_ => random.NextSingle())];
/// var steps = Enumerable.Range(2, 1190).Select(t => new { Input = inputs[t], Output = inputs[t] + inputs[t - 1] - inputs[t - 2] }).ToArray();
/// var history = mlContext.Data.LoadFromEnumerable(steps[..800]);
/// var later = mlContext.Data.LoadFromEnumerable(steps[800..]);
///
/// // The features of a row stand for the rows before it; they go on following them wherever the model is used.
/// var model = mlContext.Transforms.Concatenate("Row", "Input")
///     .Append(mlContext.Transforms.FeaturizeSequenceByTtt("Past", "Row", width: 8, labelColumnName: "Output"))
///     .Append(mlContext.Transforms.Concatenate("Features", "Row", "Past"))
///     .AppendCacheCheckpoint(mlContext)
///     .Append(mlContext.Regression.Trainers.Sdca("Output"))
///     .Fit(history);
/// Console.WriteLine($"R²: {mlContext.Regression.Evaluate(model.Transform(later), "Output").RSquared:F3}");
/// ]]></code>
/// </example>
public sealed class TttFeaturizingEstimator : IEstimator<TttFeaturizingTransformer>
{
    private readonly string _features;
    private readonly string _input;
    private readonly TttOptions _options;
    private readonly TttFeaturizerOptions _featurizer;

    internal TttFeaturizingEstimator(TttOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string outputColumnName = options.OutputColumnName, inputColumnName = options.InputColumnName ?? outputColumnName;
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(inputColumnName);
        options.Validate();
        ColumnChecks.RequireDistinct(outputColumnName, options.DriftScoreColumnName, options.PredictionColumnName);
        ColumnChecks.RequireDistinct(inputColumnName, options.LabelColumnName);
        (_features, _input, _options, _featurizer) = (outputColumnName, inputColumnName, options, options.FeaturizerInForce);
    }

    /// <summary>
    /// Reads the rows, in the order of the view, fits the views to them, and follows them once: the transformer stands at their end, or at the beginning of
    /// every sequence with <see cref="TttOptions.StartsAnew"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A column that is named is missing or of another type, or the input does not divide into the tokens of a
    /// window.</exception>
    /// <exception cref="ArgumentException">No row has what the views are to be fitted to; or there would be more slots than a saved model can write:
    /// 8191.</exception>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public TttFeaturizingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        input = CancellableView.Of(input, _options.CancellationToken);
        var inputs = SlotNames.Of(ColumnChecks.Features(input.Schema, _input));
        int tokens = _featurizer.SequenceLength ?? 1;
        if (inputs.Count % tokens != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(input), $"Schema mismatch for feature column '{_input}': expected {tokens} tokens of one size, got {inputs.Count} numbers");
        }

        var columns = OnlineColumns.For(input.Schema, _input, _options.LabelColumnName, _features, _options.GroupColumnName, _options.TimeColumnName);
        var rows = TrainingData.Read(input, columns);
        var learner = TttFeaturizer<float>.Create(inputs.Count / tokens, _featurizer);
        var passes = learner.Fit(rows, _options.Training, _options.Progress, _options.CancellationToken);
        if (_options.StartsAnew)
        {
            learner.Reset();
        }

        var model = new OnlineModel(new TttFeaturizingComponent(), columns, learner).Writing(Outputs(learner, inputs));
        return new(model.FittedTo(rows, passes));
    }

    /// <summary>The input's columns and those of the features, the drift score and the prediction.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column that is named is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ColumnChecks.RequireFeatures(inputSchema, _input);
        if (_options.LabelColumnName is { } label)
        {
            ColumnChecks.RequireLabel(inputSchema, label);
        }

        ColumnChecks.RequireContext(inputSchema, _options.GroupColumnName, _options.TimeColumnName, null);
        List<SchemaShape.Column> outputs = [SchemaShapes.Vector(_features)];
        if (_options.DriftScoreColumnName is { } score)
        {
            outputs.Add(SchemaShapes.Scalar(score));
        }

        if (_options.PredictionColumnName is { } prediction)
        {
            outputs.Add(_options.LabelColumnName is null ? SchemaShapes.Vector(prediction) : SchemaShapes.Scalar(prediction));
        }

        return inputSchema.With([.. outputs]);
    }

    private List<OnlineOutput> Outputs(TttFeaturizer<float> learner, IReadOnlyList<string> inputs)
    {
        string[] predicted = [.. inputs.TakeLast(learner.Dimension).Take(learner.PredictionSize).Select(name => $"{name}+{_featurizer.Horizon}")];
        string[] features = [.. Enumerable.Range(0, _featurizer.Width).Select(i => $"Ttt{i}"), .. predicted];
        List<OnlineOutput> outputs = [OnlineOutput.Vector(_features, learner.Output[PredictionNames.Features].Offset, features[..learner.FeatureCount])];
        if (_options.DriftScoreColumnName is { } score)
        {
            outputs.Add(OnlineOutput.Scalar(score, learner.Output[PredictionNames.DriftScore].Offset));
        }

        if (_options.PredictionColumnName is { } prediction)
        {
            int place = learner.Output[PredictionNames.Prediction].Offset;
            outputs.Add(_options.LabelColumnName is null
                ? OnlineOutput.Vector(prediction, place, predicted)
                : OnlineOutput.Scalar(prediction, place));
        }

        return outputs;
    }
}
