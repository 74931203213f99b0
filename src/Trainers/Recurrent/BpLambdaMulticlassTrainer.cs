using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace AdaptiveML.Trainers;

/// <summary>
/// Fits a recurrent net to rows in time order, to tell the class of a row, or of the sequence that ends with it, from its features and those of the rows before
/// it, and to go on learning in use: by truncated backpropagation, SnAp-1 or synthetic gradients, BP(λ), whichever is the best of them, or by the one that is
/// asked for.
/// </summary>
/// <remarks>
/// <para>To create this trainer, use <c>mlContext.MulticlassClassification.Trainers.BpLambda</c>; to learn in use,
/// <c>mlContext.Model.CreateOnlineEngine</c>.</para>
/// <list type="table">
/// <item><term>Machine learning task</term><description>Multiclass classification</description></item>
/// <item><term>Input column data type</term><description>Features: vector of Single of known size. Label: text, integer, Boolean or key; one that is missing,
/// on which rows BP(λ) goes on learning all the same, is an empty text or a missing key. Sequence: text, integer or key. End of sequence: Boolean. Time:
/// DateTime, DateTimeOffset, TimeSpan or number. Example weight: Single</description></item>
/// <item><term>Output column data type</term><description>Score: vector of Single, the probability of each class. PredictedLabel: key with the label's
/// values</description></item>
/// <item><term>Is normalization required?</term><description>No: the net standardises features by itself, as they are in the fit; a stage that does so in front
/// of it does no harm</description></item>
/// <item><term>Is caching required?</term><description>No: of a label that is text or an integer the column is read once for its classes, then the rows once,
/// in order, into memory</description></item>
/// <item><term>Exportable to ONNX</term><description>No</description></item>
/// </list>
/// <para>The classes are those of the fit, and those that rows learnt in use bring: a label that is none of them opens a class, with the least of the others'
/// prior odds. One that cannot, of a row whose features are broken, teaches nothing, and is counted (<see cref="UpdateReason.UnknownLabel"/>). The method and
/// its source: <see cref="RecurrentClassifier{T}"/>. The fit goes backwards through windows; see <see cref="BpLambdaOptions.Windows"/>.</para>
/// </remarks>
/// <example>
/// <code><![CDATA[
/// var mlContext = new MLContext(seed: 1);
/// var random = new Random(1);
/// float[] inputs = [.. Enumerable.Range(0, 900).Select(_ => random.NextSingle())];
/// var steps = Enumerable.Range(1, 890).Select(t => new { Input = inputs[t], Trend = inputs[t] > inputs[t - 1] ? "up" : "down" }).ToArray();
/// var history = mlContext.Data.LoadFromEnumerable(steps[..600]);
/// var later = mlContext.Data.LoadFromEnumerable(steps[600..]);
///
/// var model = mlContext.Transforms.Concatenate("Features", "Input")
///     .Append(mlContext.MulticlassClassification.Trainers.BpLambda(labelColumnName: "Trend", hiddenUnits: 8, learningRate: 0.01))
///     .Append(mlContext.Transforms.Conversion.MapKeyToValue("Predicted", "PredictedLabel"))
///     .Fit(history);
///
/// // Each row is classified first and learnt afterwards.
/// var adapting = mlContext.Model.AdaptInTransform(model).Transform(later);
/// string[] predicted = [.. adapting.GetColumn<string>("Predicted")];
/// Console.WriteLine($"right: {steps[600..].Zip(predicted).Average(pair => pair.First.Trend == pair.Second ? 1.0 : 0):P0}");
/// ]]></code>
/// </example>
public sealed class BpLambdaMulticlassTrainer : ITrainerEstimator<BpLambdaTransformer, BpLambdaModelParameters>
{
    private readonly BpLambdaOptions _options;

    internal BpLambdaMulticlassTrainer(BpLambdaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
    }

    /// <summary>Neither normalization nor caching is needed.</summary>
    public TrainerInfo Info => OnlineTrainers.Info;

    /// <summary>Reads the rows, in the order of the view, and fits a net to them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column that is named is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There are no rows, fewer than two classes, or more than there may be.</exception>
    /// <exception cref="ArgumentException">No row has finite features and a known label.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public BpLambdaTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        input = CancellableView.Of(input, _options.CancellationToken);
        var classes = ClassLabels.Read(input, _options.LabelColumnName, _options.Labels, _options.ExampleWeightColumnName);
        if (classes.Count < 2)
        {
            throw new InvalidOperationException(
                $"Label column '{_options.LabelColumnName}' has one class, '{classes.Names[0]}': there is nothing to tell apart.");
        }

        var columns = BpLambdaFit.Columns(input.Schema, _options) with { Classes = classes };
        var rows = TrainingData.Read(input, columns);
        var learner = new RecurrentClassifier<float>(rows.InputSize, classes.Count, _options.Net);
        var passes = BpLambdaFit.Run(learner, rows, _options);
        string[] messages = [.. ClassOrder.Messages(rows)];
        return new(new OnlineModel(new BpLambdaColumnsComponent(), columns, learner, messages.Length > 0 ? FitMessages.Save(messages) : null)
            .Writing(ClassifierOutputs.Multiclass)
            .FittedTo(rows, passes)
            .Adapting(_options.AdaptsInTransform));
    }

    /// <summary>The input's columns, the scores and the predicted label, annotated as ML.NET's multiclass trainers do it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column that is named is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        BpLambdaFit.RequireColumns(inputSchema, _options);
        return inputSchema.With(ClassifierOutputs.MulticlassShapes(inputSchema, _options.LabelColumnName));
    }
}
