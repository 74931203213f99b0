using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Transforms;

namespace Microsoft.ML;

/// <summary>Makes <see cref="TttFeaturizingEstimator"/>s.</summary>
public static class TttFeaturizingCatalog
{
    /// <summary>
    /// Features of a row that know of the rows before it: a small model is fitted to the rows while they come, and asked what it has learnt (test-time
    /// training). Any trainer may stand behind.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The features: a vector of Single.</param>
    /// <param name="inputColumnName">The rows: a vector of Single of known size; or null for <paramref name="outputColumnName"/>.</param>
    /// <param name="groupColumnName">The column that tells sequences apart, text, an integer or a key; or null where all rows are one.</param>
    /// <param name="sequenceLength">Tokens of a row where each row is a window of its own, oldest token first; or null where a row is a token and rows are a
    /// stream.</param>
    /// <param name="width">Width of the layer, which is the number of features besides forecasts, from 1 to 1024.</param>
    /// <param name="innerModel">The model that is fitted while rows come.</param>
    /// <param name="headCount">Number of inner models, each with its share of the width, which it must divide.</param>
    /// <param name="miniBatchSize">Rows whose inner gradients are taken at the same weights, from 1 to 256.</param>
    /// <param name="labelColumnName">The column of a label that the views are to be fitted to, Single; or null, where they are fitted to the row to
    /// come.</param>
    /// <param name="driftScoreColumnName">The column that the drift score is written to, Single; or null.</param>
    /// <param name="predictionColumnName">The column that the prediction of the row to come, or of the label, is written to; or null.</param>
    /// <param name="predictedInputs">How many of the input's elements, the first ones, are forecast where there is no label; or null for all.</param>
    /// <param name="startsAnew">Where the fitted transformer stands: at the beginning of every sequence, which is right where it is used for sequences that the
    /// fit has not seen, such as other machines; else at the end of the rows it was fitted to.</param>
    /// <exception cref="ArgumentException">A value is out of its range; or a column is named twice or cannot be used.</exception>
    public static TttFeaturizingEstimator FeaturizeSequenceByTtt(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        string? groupColumnName = null,
        int? sequenceLength = null,
        int width = 16,
        TttInnerModel innerModel = TttInnerModel.Linear,
        int headCount = 2,
        int miniBatchSize = 4,
        string? labelColumnName = null,
        string? driftScoreColumnName = null,
        string? predictionColumnName = null,
        int? predictedInputs = null,
        bool startsAnew = false) => catalog.FeaturizeSequenceByTtt(new TttOptions
        {
            OutputColumnName = outputColumnName,
            InputColumnName = inputColumnName,
            GroupColumnName = groupColumnName,
            SequenceLength = sequenceLength,
            Width = width,
            InnerModel = innerModel,
            HeadCount = headCount,
            MiniBatchSize = miniBatchSize,
            LabelColumnName = labelColumnName,
            DriftScoreColumnName = driftScoreColumnName,
            PredictionColumnName = predictionColumnName,
            PredictedInputs = predictedInputs,
            StartsAnew = startsAnew,
        });

    /// <summary>The same with all options.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentException">A value is out of its range; or a column is named twice or cannot be used.</exception>
    public static TttFeaturizingEstimator FeaturizeSequenceByTtt(
        this TransformsCatalog catalog, TttOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new(options);
    }
}
