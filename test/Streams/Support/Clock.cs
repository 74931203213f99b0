namespace AdaptiveML.Streams.Tests;

/// <summary>A clock that is told what time it is.</summary>
internal sealed class Clock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan time) => _now += time;
}
