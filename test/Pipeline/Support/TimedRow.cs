namespace AdaptiveML.Pipeline.Tests.Support;

/// <summary>A row of one of several streams, with all that can be said of it.</summary>
public sealed class TimedRow : GroupedRow<string>
{
    public DateTime Time { get; set; }

    public float Weight { get; set; } = 1;
}
