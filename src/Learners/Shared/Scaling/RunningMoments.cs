namespace AdaptiveML.Learners;

/// <summary>
/// The mean and the variance of a stream, of which older values count less.
/// <code>
/// m ← m + α (y − m)      v ← v + α ((1 − α)(y − m)² − v)      α = 1 − 2^(−1 / half-life), <see cref="AdaptiveML.Online.HalfLife.Rate"/>
/// </code>
/// </summary>
internal static class RunningMoments
{
    /// <summary>Takes a value's difference from the mean in.</summary>
    public static void Update(ref double mean, ref double variance, double difference, double rate)
    {
        mean += rate * difference;
        variance += rate * (((1 - rate) * difference * difference) - variance);
    }
}
