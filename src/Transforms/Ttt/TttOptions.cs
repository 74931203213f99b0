using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;

namespace AdaptiveML.Transforms;

/// <summary>Options of <see cref="TttFeaturizingEstimator"/>.</summary>
public sealed record TttOptions
{
    /// <summary>The features that are written: a vector of Single. Default: "Features".</summary>
    public string OutputColumnName { get; init; } = DefaultColumnNames.Features;

    /// <summary>The rows: a vector of Single of known size; or null for <see cref="OutputColumnName"/>. Default: null.</summary>
    public string? InputColumnName { get; init; }

    /// <summary>Shape and learning rules. What is said below of the same thing counts more.</summary>
    public TttFeaturizerOptions Featurizer { get; init; } = new();

    /// <summary>
    /// Width of the layer, which is the number of features besides forecasts, from 1 to 1024, or null for that of <see cref="Featurizer"/>. Default: null.
    /// </summary>
    public int? Width { get; init; }

    /// <summary>The model that is fitted while rows come, or null for that of <see cref="Featurizer"/>. Default: null.</summary>
    public TttInnerModel? InnerModel { get; init; }

    /// <summary>
    /// How the inner model is fitted, or null for that of <see cref="Featurizer"/>. Where each group follows a linear law of its own, take
    /// <see cref="InnerRule.LeastSquares"/> with one head. Default: null.
    /// </summary>
    public InnerRule? Rule { get; init; }

    /// <summary>Number of inner models, each with its share of the width, or null for that of <see cref="Featurizer"/>. Default: null.</summary>
    public int? HeadCount { get; init; }

    /// <summary>Rows whose inner gradients are taken at the same weights, or null for that of <see cref="Featurizer"/>. Default: null.</summary>
    public int? MiniBatchSize { get; init; }

    /// <summary>
    /// How many of the input's elements, the first ones, are forecast where the views are fitted to the row to come, at least 1; or null for those of
    /// <see cref="Featurizer"/>, by whose default they are all. Where a trainer behind asks for one column, put it in front and say 1. Default: null.
    /// </summary>
    public int? PredictedInputs { get; init; }

    /// <summary>
    /// Tokens of a row, where each row is a window of its own: the input column then holds so many tokens, oldest first, one behind the other. Null for that
    /// of <see cref="Featurizer"/>, by whose default a row is a token and rows are a stream. Default: null.
    /// </summary>
    public int? SequenceLength { get; init; }

    /// <summary>
    /// The column of a label that the views are to be fitted to, Single, NaN where it is not known; or null, for the objective of <see cref="Featurizer"/>.
    /// Only learning reads it. Default: null.
    /// </summary>
    public string? LabelColumnName { get; init; }

    /// <summary>
    /// The column that tells sequences apart, such as the machine that a row is of: text, an integer or a key; or null where all rows are one. Each has an
    /// inner model of its own;
    /// <see cref="TttFeaturizerOptions.MaximumSequences"/> bounds how many are kept. Not where rows are windows: nothing goes on from one to the next.
    /// Default: null.
    /// </summary>
    public string? GroupColumnName { get; init; }

    /// <summary>
    /// The column that says when a row was: DateTime, DateTimeOffset, TimeSpan or a number; or null. Rows are taken in the order of the view, whatever it
    /// says; times that are repeated or go back within a sequence are counted. Default: null.
    /// </summary>
    public string? TimeColumnName { get; init; }

    /// <summary>
    /// The column that the drift score is written to, Single: how unlike the rows of the fit the last rows are, by −log10 of how rare that was in the fit,
    /// from 0; 3 means one row in 1,000. Or null. Default: null.
    /// </summary>
    public string? DriftScoreColumnName { get; init; }

    /// <summary>
    /// The column that what the views are fitted by is written to: the row to come, a vector of Single with the names of the input's slots; or the label,
    /// Single; or null. Default: null.
    /// </summary>
    public string? PredictionColumnName { get; init; }

    /// <summary>
    /// Where the fitted transformer stands: at the beginning of every sequence, else at the end of the rows it was fitted to. At the beginning, what stands
    /// behind it is fitted to features as a new sequence has them, from its first row on, and so is right for sequences that the fit has not seen; those that
    /// it has seen go on where they were after <c>mlContext.Model.Update</c> with their rows. Default: false.
    /// </summary>
    public bool StartsAnew { get; init; }

    /// <summary>How the views are fitted: windows, passes, validation and early stopping.</summary>
    public WindowTrainingOptions Training { get; init; } = new();

    /// <summary>Is told of every pass of the fit.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Ends the fit.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The featurizer's options with what is said here of the same thing.</summary>
    internal TttFeaturizerOptions FeaturizerInForce => Featurizer with
    {
        Width = Width ?? Featurizer.Width,
        PredictedInputs = PredictedInputs ?? Featurizer.PredictedInputs,
        SequenceLength = SequenceLength ?? Featurizer.SequenceLength,
        Objective = LabelColumnName is null ? Featurizer.Objective : TttObjective.Label,
        Layer = Featurizer.Layer with
        {
            InnerModel = InnerModel ?? Featurizer.Layer.InnerModel,
            Rule = Rule ?? Featurizer.Layer.Rule,
            HeadCount = HeadCount ?? Featurizer.Layer.HeadCount,
            MiniBatchSize = MiniBatchSize ?? Featurizer.Layer.MiniBatchSize,
        },
    };

    /// <summary>Throws where a value is out of its range, or a column is named that cannot be read or written.</summary>
    /// <exception cref="ArgumentException">Names the value or the column.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Featurizer);
        ArgumentNullException.ThrowIfNull(Featurizer.Layer);
        ArgumentNullException.ThrowIfNull(Training);
        var featurizer = FeaturizerInForce;
        featurizer.Validate();
        Training.Validate();
        if (featurizer.LabelSize != 1)
        {
            throw new ArgumentException($"A label column holds one number; the options have a label of {featurizer.LabelSize}.");
        }

        if (featurizer.Objective == TttObjective.Label && LabelColumnName is null)
        {
            throw new ArgumentException("The views are to be fitted to a label, but no label column is named.");
        }

        if (featurizer.Objective == TttObjective.FixedViews && PredictionColumnName is { } prediction)
        {
            throw new ArgumentException($"Views that are fixed predict nothing, so that there is nothing for the column '{prediction}'.");
        }

        if (featurizer.SequenceLength is not null && GroupColumnName is { } group)
        {
            throw new ArgumentException($"Rows that are windows have no sequence to go on with, so that there is no use for the group column '{group}'.");
        }
    }
}
