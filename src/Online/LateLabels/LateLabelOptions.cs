namespace AdaptiveML.Online;

/// <summary>How rows wait for their labels.</summary>
/// <param name="Capacity">Most rows that are kept, at least 1; one more, and the oldest is given up.</param>
/// <param name="FollowsRows">Whether what is predicted for a row hangs on those before it. If not, a label is learnt when it comes, whatever others are
/// missing.</param>
/// <param name="Now">The clock, in any unit; it does not go back.</param>
internal sealed record LateLabelOptions(int Capacity, bool FollowsRows, Func<long> Now);
