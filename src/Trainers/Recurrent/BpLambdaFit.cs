using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML;

namespace AdaptiveML.Trainers;

/// <summary>What the fits of both trainers share.</summary>
internal static class BpLambdaFit
{
    public static OnlineColumns Columns(DataViewSchema schema, BpLambdaOptions options) => OnlineColumns.For(
        schema,
        options.FeatureColumnName,
        options.LabelColumnName,
        DefaultColumnNames.Score,
        options.GroupColumnName,
        options.TimeColumnName,
        options.ExampleWeightColumnName,
        endOfSequence: options.EndOfSequenceColumnName);

    public static void RequireColumns(SchemaShape inputSchema, BpLambdaOptions options)
    {
        ColumnChecks.RequireFeatures(inputSchema, options.FeatureColumnName);
        ColumnChecks.RequireContext(
            inputSchema, options.GroupColumnName, options.TimeColumnName, options.ExampleWeightColumnName, options.EndOfSequenceColumnName);
    }

    /// <summary>The learner, fitted.</summary>
    /// <exception cref="ArgumentException">No row has finite features and a known label.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public static IReadOnlyList<TrainingProgress> Run(RecurrentLearner<float> learner, TrainingRows<float> rows, BpLambdaOptions options) =>
        options.Windows is { } windows
            ? learner.Fit(rows, windows, options.Training, options.Progress, options.CancellationToken)
            : SequenceTrainer.Fit(learner, rows, options.Training!, options.Progress, options.CancellationToken);
}
