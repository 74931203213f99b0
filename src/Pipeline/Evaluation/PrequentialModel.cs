using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>A model to be evaluated on a stream.</summary>
/// <param name="Name">What it is called in the result; no two may have the same name.</param>
/// <param name="Model">Any fitted or loaded model; it stays as it is.</param>
public sealed record PrequentialModel(string Name, ITransformer Model)
{
    /// <summary>
    /// Whether its online transformers learn each row after it was predicted; if not, they follow the rows as in <c>Transform</c>. ML.NET's own transformers
    /// never learn. Default: true.
    /// </summary>
    public bool Learns { get; init; } = true;

    /// <summary>
    /// The column of its predictions: Single, or a vector of Single, of classes their scores, of forecasts for each step the value of each series. Default:
    /// null, "Score" or of a forecaster its forecasts.
    /// </summary>
    public string? ScoreColumnName { get; init; }

    /// <summary>The lower bounds of its forecasts, a vector like them. Default: null, those that a forecaster writes.</summary>
    public string? LowerBoundColumnName { get; init; }

    /// <summary>The upper bounds. Default: null.</summary>
    public string? UpperBoundColumnName { get; init; }

    /// <summary>Of a classifier the class it predicts. Default: "PredictedLabel".</summary>
    public string PredictedLabelColumnName { get; init; } = DefaultColumnNames.PredictedLabel;

    /// <summary>Of a binary classifier the probability that the label is true. Default: "Probability".</summary>
    public string ProbabilityColumnName { get; init; } = DefaultColumnNames.Probability;
}
