namespace AdaptiveML.Trainers.Tests.Chains;

/// <summary>The system's clock, moved forward.</summary>
internal sealed class MovedClock : TimeProvider
{
    public TimeSpan Moved { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Moved;

    public override long GetTimestamp() => base.GetTimestamp() + (long)(Moved.TotalSeconds * TimestampFrequency);
}
