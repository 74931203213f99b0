using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace AdaptiveML.Trainers;

/// <summary>
/// Fits a machine of linear recurrent units to rows in time order, to estimate the label of a row from its features and those of the rows before it (a virtual
/// sensor), and to go on learning in use by exact real-time recurrent learning. The combined machine (the default) makes use of the last label as well, where
/// there is one.
/// </summary>
/// <remarks>
/// <para>To create this trainer, use <c>mlContext.Regression.Trainers.OnlineLru</c>; to learn in use, <c>mlContext.Model.CreateOnlineEngine</c>.</para>
/// <list type="table">
/// <item><term>Machine learning task</term><description>Regression of the same row's label</description></item>
/// <item><term>Input column data type</term><description>Features: vector of Single of known size. Label: Single, NaN where not known.
/// Base score: Single. Group: text, integer or key. Time: DateTime, DateTimeOffset, TimeSpan or number. Example weight: Single</description></item>
/// <item><term>Output column data type</term><description>Score: Single. Of the combined machine, where named: bounds of the interval, Single; alarm, Boolean;
/// its reason, text; weights of the experts, vector of Single</description></item>
/// <item><term>Is normalization required?</term><description>No: the machine standardises features and label by itself</description></item>
/// <item><term>Is caching required?</term><description>No: the rows are read once, in order, into memory</description></item>
/// <item><term>Exportable to ONNX</term><description>No</description></item>
/// </list>
/// <para>The method, its sources and its cost: <see cref="LruRegressor{T}"/>. Its fit is one pass of the rule that learns in use; of the other machines it is
/// as <see cref="OnlineLruOptions.Training"/> says.</para>
/// </remarks>
/// <example>
/// <code><![CDATA[
/// var mlContext = new MLContext(seed: 1);
/// var hours = Enumerable.Range(0, 1500).Select(t => new { Load = MathF.Sin(t), Wear = t / 1500f })
///     .Select(hour => new { hour.Load, Emission = (3 - hour.Wear) * hour.Load }).ToArray();
/// var history = mlContext.Data.LoadFromEnumerable(hours[..1000]);
/// var later = mlContext.Data.LoadFromEnumerable(hours[1000..]);
///
/// var model = mlContext.Transforms.Concatenate("Features", "Load")
///     .Append(mlContext.Regression.Trainers.OnlineLru(labelColumnName: "Emission"))
///     .Fit(history);
///
/// // Each row is estimated first and learnt afterwards; Model.Update and an engine learn what follows in the same way.
/// var adapting = mlContext.Model.AdaptInTransform(model).Transform(later);
/// var metrics = mlContext.Regression.Evaluate(adapting, "Emission");
/// Console.WriteLine($"R²: {metrics.RSquared:F3}");
/// ]]></code>
/// </example>
public sealed class OnlineLruTrainer : ITrainerEstimator<OnlineLruTransformer, LruModelParameters>
{
    private readonly OnlineLruOptions _options;

    internal OnlineLruTrainer(OnlineLruOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        ColumnChecks.RequireDistinct(options.LabelColumnName, options.BaseScoreColumnName);
        _options = options;
    }

    /// <summary>Neither normalization nor caching is needed.</summary>
    public TrainerInfo Info => OnlineTrainers.Info;

    /// <summary>Reads the rows, in the order of the view, and fits a machine to them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column that is named is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    /// <exception cref="ArgumentException">No row has a finite feature and a known label.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public OnlineLruTransformer Fit(IDataView input) => Fit(input, []);

    /// <summary>The same, with other base scores than those of the rows.</summary>
    internal OnlineLruTransformer Fit(IDataView input, ReadOnlySpan<float> baseScores)
    {
        ArgumentNullException.ThrowIfNull(input);
        input = CancellableView.Of(input, _options.CancellationToken);
        var columns = OnlineColumns.For(
            input.Schema,
            _options.FeatureColumnName,
            _options.LabelColumnName,
            DefaultColumnNames.Score,
            _options.GroupColumnName,
            _options.TimeColumnName,
            _options.ExampleWeightColumnName) with { BaseScore = _options.BaseScoreColumnName };
        var rows = TrainingData.Read(input, columns);
        var (learner, passes) = LruModelFactory.Fit(WithBaseScores(rows, baseScores), _options);
        var notes = FitMessages.Save(Notes(learner));
        var model = learner is LruRegressor<float> combined && _options.FurtherColumns.Any()
            ? new OnlineModel(new OnlineLruColumnsComponent(), columns, learner, notes).Writing(Outputs(combined))
            : new OnlineModel(new OnlineLruScoreComponent(), columns, learner, notes);
        return new(model.FittedTo(rows, passes).Adapting(_options.AdaptsInTransform));
    }

    /// <summary>The input's columns, the score column, annotated as ML.NET's regression trainers do it, and what other columns are named.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column that is named is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ColumnChecks.RequireFeatures(inputSchema, _options.FeatureColumnName);
        ColumnChecks.RequireLabel(inputSchema, _options.LabelColumnName);
        ColumnChecks.RequireBaseScore(inputSchema, _options.BaseScoreColumnName);
        ColumnChecks.RequireContext(inputSchema, _options.GroupColumnName, _options.TimeColumnName, _options.ExampleWeightColumnName);
        return inputSchema.With(
        [
            RegressionScore.Shape(DefaultColumnNames.Score),
            .. Outputs(null).Skip(1).Select(output => SchemaShapes.Of(output.Name, output.Kind, output.SlotNames is not null)),
        ]);
    }

    /// <summary>The rows with these scores as their last input; as they are where there are none.</summary>
    private static TrainingRows<float> WithBaseScores(TrainingRows<float> rows, ReadOnlySpan<float> scores)
    {
        if (scores.IsEmpty)
        {
            return rows;
        }

        var changed = new TrainingRows<float>(rows.InputSize, rows.OutputSize);
        float[] input = new float[rows.InputSize];
        for (int row = 0; row < rows.Count; row++)
        {
            rows.Input(row).CopyTo(input);
            input[^1] = scores[row];
            changed.Add(input, rows.Target(row), rows.Context(row));
        }

        return changed;
    }

    private static IEnumerable<string> Notes(IOnlineLearner<float> learner)
    {
        if (learner is LruRegressor<float> { Options.Products: null, SeesProducts: false, InputSize: var inputs })
        {
            yield return $"Products of every two inputs are left out, since there are {inputs} inputs; Combined.Products = true sees them.";
        }
    }

    /// <summary>The columns to write of a learner; without one, what kinds of column there will be, and no places.</summary>
    private OnlineOutput[] Outputs(LruRegressor<float>? learner)
    {
        int At(string part) => learner?.Output[part].Offset ?? 0;

        var all = new OnlineOutput?[]
        {
            OnlineOutput.Score(DefaultColumnNames.Score, At(PredictionNames.Score)),
            _options.ConfidenceLowerBoundColumnName is { } lower ? OnlineOutput.Scalar(lower, At(PredictionNames.LowerBound)) : null,
            _options.ConfidenceUpperBoundColumnName is { } upper ? OnlineOutput.Scalar(upper, At(PredictionNames.UpperBound)) : null,
            _options.AlarmColumnName is { } alarm ? OnlineOutput.Alarm(alarm, At(PredictionNames.Alarm)) : null,
            _options.AlarmReasonColumnName is { } reason ? OnlineOutput.AlarmReason(reason, At(PredictionNames.Alarm)) : null,
            _options.ExpertWeightsColumnName is { } weights ? OnlineOutput.Vector(weights, At(PredictionNames.Weights), learner?.ExpertNames ?? []) : null,
        };
        return [.. all.OfType<OnlineOutput>()];
    }
}
