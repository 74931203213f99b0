namespace AdaptiveML.Learners.Trials;

/// <summary>Who takes part: the models, and behind them the plain method where there is one.</summary>
internal static class TrialContestants
{
    /// <summary>The plain method's name.</summary>
    public const string BaselineName = "baseline";

    public static string[] Of(TrialRules rules) => rules.Baseline == TrialBaseline.None ? [.. rules.Models] : [.. rules.Models, BaselineName];
}
