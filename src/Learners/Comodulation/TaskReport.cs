namespace AdaptiveML.Learners;

/// <summary>All arms on the same rows of a task.</summary>
/// <param name="Task">The task.</param>
/// <param name="Quality">What the rows held back said before, and which arm is kept.</param>
/// <param name="Kept">The arm that is kept.</param>
/// <param name="Arms">Each arm on rows that none had learnt.</param>
/// <param name="Base">The base on the same rows; null where the task's classes are not those of the base.</param>
public sealed record TaskReport(string Task, AdaptationQuality Quality, AdaptationArm Kept, IReadOnlyList<ArmReport> Arms, ClassificationMetrics? Base)
{
    /// <summary>The arm that is kept on rows that none had learnt.</summary>
    public ClassificationMetrics KeptMetrics => Arms[(int)Kept].Metrics;
}
