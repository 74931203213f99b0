namespace AdaptiveML.Online;

/// <summary>How rows wait for their labels.</summary>
/// <param name="Capacity">Most rows that are kept, at least 1; one more, and the oldest is given up.</param>
/// <param name="Now">The clock, in any unit; it does not go back.</param>
internal sealed record LateLabelOptions(int Capacity, Func<long> Now);
