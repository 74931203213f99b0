namespace AdaptiveML.Learners.Comodulation;

/// <summary>All methods on the same rows of a task.</summary>
/// <param name="Task">The task.</param>
/// <param name="Reason">Which method was chosen before, and why, in a sentence.</param>
/// <param name="Chosen">The method that was chosen.</param>
/// <param name="Methods">Each method on rows that none had learnt.</param>
/// <param name="Kept">What the base made of the same rows before and after; null where the task's classes are not those of the base.</param>
public sealed record TaskReport(
    string Task,
    string Reason,
    AdaptationMethod Chosen,
    IReadOnlyDictionary<AdaptationMethod, ClassificationMetrics> Methods,
    (ClassificationMetrics Before, ClassificationMetrics After)? Kept)
{
    /// <summary>The method that was chosen on rows that none had learnt.</summary>
    public ClassificationMetrics ChosenMetrics => Methods[Chosen];
}
