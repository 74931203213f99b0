namespace AdaptiveML.Online;

/// <summary>Names of the parts of predictions: <see cref="PredictionPart.Name"/>.</summary>
public static class PredictionNames
{
    /// <summary>What the learner predicts: an estimate of each target, a forecast of each value to come, or a score of each class.</summary>
    public const string Score = "score";

    /// <summary>Lower bounds of the intervals around the score, in the shape of the score.</summary>
    public const string LowerBound = "lower bound";

    /// <summary>Upper bounds of the intervals around the score, in the shape of the score.</summary>
    public const string UpperBound = "upper bound";

    /// <summary>Numbers of <see cref="AlarmReason"/>s.</summary>
    public const string Alarm = "alarm";

    /// <summary>Weights of the experts in the score, by name.</summary>
    public const string Weights = "weights";

    /// <summary>Of each class its logit less the largest of the others.</summary>
    public const string Margin = "margin";

    /// <summary>How much each unit counts.</summary>
    public const string Relevance = "relevance";

    /// <summary>Features for another model.</summary>
    public const string Features = "features";

    /// <summary>How unlike the rows of the fit the last rows are: −log10 of how rare that was.</summary>
    public const string DriftScore = "drift score";

    /// <summary>What a featurizer itself predicts.</summary>
    public const string Prediction = "prediction";
}
