using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace AdaptiveML.Trainers;

/// <summary>
/// Fits a recurrent net to rows in time order, to tell from the features of a row and of those before it whether its label is true, and to go on learning in
/// use: by truncated backpropagation, SnAp-1 or synthetic gradients, BP(λ), whichever is the best of them, or by the one that is asked for.
/// </summary>
/// <remarks>
/// <para>To create this trainer, use <c>mlContext.BinaryClassification.Trainers.BpLambda</c>; to learn in use,
/// <c>mlContext.Model.CreateOnlineEngine</c>.</para>
/// <list type="table">
/// <item><term>Machine learning task</term><description>Binary classification</description></item>
/// <item><term>Input column data type</term><description>Features: vector of Single of known size. Label: Boolean, or Single, true above zero and NaN where
/// not known, on which rows BP(λ) goes on learning all the same. Sequence: text, integer or key. End of sequence: Boolean. Time:
/// DateTime, DateTimeOffset, TimeSpan or number. Example weight: Single</description></item>
/// <item><term>Output column data type</term><description>Score: Single, the logarithm of the odds that the label is true. Probability: Single. PredictedLabel:
/// Boolean, whether the score is above zero</description></item>
/// <item><term>Is normalization required?</term><description>No: the net standardises features by itself, as they are in the fit; a stage that does so in front
/// of it does no harm</description></item>
/// <item><term>Is caching required?</term><description>No: the rows are read once, in order, into memory</description></item>
/// <item><term>Exportable to ONNX</term><description>No</description></item>
/// </list>
/// <para>The method and its source: <see cref="RecurrentLearner{T}"/>. The fit goes backwards through windows; see
/// <see cref="BpLambdaOptions.Windows"/>.</para>
/// </remarks>
/// <example>
/// <code><![CDATA[
/// var mlContext = new MLContext(seed: 1);
/// var random = new Random(1);
/// float[] inputs = [.. Enumerable.Range(0, 900).Select(_ => random.NextSingle())];
/// var steps = Enumerable.Range(1, 890).Select(t => new { Input = inputs[t], Rises = inputs[t] > inputs[t - 1] }).ToArray();
/// var history = mlContext.Data.LoadFromEnumerable(steps[..600]);
/// var later = mlContext.Data.LoadFromEnumerable(steps[600..]);
///
/// var model = mlContext.Transforms.Concatenate("Features", "Input")
///     .Append(mlContext.BinaryClassification.Trainers.BpLambda(labelColumnName: "Rises", hiddenUnits: 8))
///     .Fit(history);
///
/// // Each row is classified first and learnt afterwards.
/// var adapting = mlContext.Model.AdaptInTransform(model).Transform(later);
/// var metrics = mlContext.BinaryClassification.Evaluate(adapting, "Rises");
/// Console.WriteLine($"right: {metrics.Accuracy:P0}");
/// ]]></code>
/// </example>
public sealed class BpLambdaBinaryTrainer : ITrainerEstimator<BpLambdaTransformer, BpLambdaModelParameters>
{
    private readonly BpLambdaOptions _options;

    internal BpLambdaBinaryTrainer(BpLambdaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
    }

    /// <summary>Neither normalization nor caching is needed.</summary>
    public TrainerInfo Info => OnlineTrainers.Info;

    /// <summary>Reads the rows, in the order of the view, and fits a net to them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column that is named is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    /// <exception cref="ArgumentException">No row has finite features and a known label.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public BpLambdaTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        input = CancellableView.Of(input, _options.CancellationToken);
        var columns = BpLambdaFit.Columns(input.Schema, _options) with { Classes = ClassLabels.Binary };
        var rows = TrainingData.Read(input, columns);
        var learner = new RecurrentDetector<float>(rows.InputSize, _options.Net);
        var passes = BpLambdaFit.Run(learner, rows, _options);
        return new(new OnlineModel(new BpLambdaColumnsComponent(), columns, learner)
            .Writing(ClassifierOutputs.Binary())
            .FittedTo(rows, passes)
            .Adapting(_options.AdaptsInTransform));
    }

    /// <summary>The input's columns, score, probability and predicted label, annotated as ML.NET's binary trainers do it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column that is named is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        BpLambdaFit.RequireColumns(inputSchema, _options);
        return inputSchema.With(ClassifierOutputs.BinaryShapes(inputSchema, _options.LabelColumnName));
    }
}
