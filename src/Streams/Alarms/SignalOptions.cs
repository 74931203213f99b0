using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <summary>How a detector comes to know a signal's normal level, scale and memory, so that its threshold holds in any unit.</summary>
public sealed record SignalOptions
{
    /// <summary>Values that teach the normal and raise no alarm, 20 to 100,000. Default: 200.</summary>
    public int WarmUp { get; init; } = 200;

    /// <summary>
    /// Whether the value before is taken out of each (an autoregression of order one, fitted in the warm-up). Without it a signal that follows itself raises
    /// false alarms; with it a level that changes in such a signal is found later. Default: true.
    /// </summary>
    public bool Whitens { get; init; } = true;

    /// <summary>How many deviations a value can count for at most, 1 to 100. Default: 4.</summary>
    public double Clip { get; init; } = 4;

    internal void Validate()
    {
        Require.InRange(WarmUp, 20, 100_000);
        Require.InRange(Clip, 1, 100);
    }
}
