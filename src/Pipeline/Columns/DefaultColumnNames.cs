namespace AdaptiveML.Pipeline;

/// <summary>ML.NET's names for the columns of a trainer.</summary>
internal static class DefaultColumnNames
{
    /// <summary>"Label".</summary>
    public const string Label = "Label";

    /// <summary>"Features".</summary>
    public const string Features = "Features";

    /// <summary>"Score".</summary>
    public const string Score = "Score";

    /// <summary>"Probability".</summary>
    public const string Probability = "Probability";

    /// <summary>"PredictedLabel".</summary>
    public const string PredictedLabel = "PredictedLabel";
}
