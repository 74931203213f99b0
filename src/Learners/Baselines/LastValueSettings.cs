namespace AdaptiveML.Learners.Baselines;

/// <summary>What a saved <see cref="LastValue{T}"/> says of itself besides its sizes.</summary>
internal sealed record LastValueSettings
{
    /// <summary>Most sequences that have a last value of their own at once, at least 1.</summary>
    public int MaximumSequences { get; init; } = 1024;
}
