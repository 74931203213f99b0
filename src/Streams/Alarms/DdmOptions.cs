using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <summary>When <see cref="DdmDetector"/> raises an alarm.</summary>
public sealed record DdmOptions
{
    /// <summary>Deviations above the lowest rate that raise an alarm, 1 to 20. Default: 4 (3 in the paper).</summary>
    public double AlarmLevel { get; init; } = 4;

    /// <summary>Values before the first alarm, 10 to 100,000. Default: 100 (30 in the paper).</summary>
    public int MinimumCount { get; init; } = 100;

    internal DdmOptions Validated()
    {
        Require.InRange(AlarmLevel, 1, 20);
        Require.InRange(MinimumCount, 10, 100_000);
        return this;
    }
}
