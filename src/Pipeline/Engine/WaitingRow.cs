namespace AdaptiveML.Pipeline;

/// <summary>What is known of a row that the learner has not come to.</summary>
/// <param name="Key">By which its label will be told; null once it is known, or given up.</param>
/// <param name="IsLabelled">Whether there is a label to learn.</param>
/// <param name="Label">The label.</param>
/// <param name="Arrived">When the row came, as a time stamp.</param>
internal record struct WaitingRow(string? Key, bool IsLabelled, float Label, long Arrived);
