namespace AdaptiveML.Learners.Trials;

/// <summary>Names of the parts of a trial's prediction, besides the score.</summary>
internal static class TrialOutputs
{
    /// <summary>1 for who answers, 0 for the others.</summary>
    public const string AnsweredBy = "answered by";

    /// <summary>What each contestant has of the evidence that it needs to answer, from 0 to 1; 1 for the one that does.</summary>
    public const string Evidence = "evidence";
}
