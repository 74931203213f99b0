namespace OnlineSequences;

/// <summary>What became of a step with a label, predicted before it was learnt.</summary>
/// <param name="Loss">In nats.</param>
/// <param name="IsRight">Whether the most probable class was the label's.</param>
internal readonly record struct Answer(double Loss, bool IsRight);
