using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <summary>When <see cref="ConformalDetector"/> raises an alarm.</summary>
public sealed record ConformalOptions
{
    /// <summary>False alarms per row that are allowed, 1e-9 to 0.01. Default: 0.0005.</summary>
    public double FalseAlarmRate { get; init; } = 0.0005;

    /// <summary>Scores that are kept, 100 to 100,000; when so many are, the comparison begins anew. Default: 2,000.</summary>
    public int Capacity { get; init; } = 2000;

    /// <summary>Share of the capital that changes its bet at each value, 0.0001 to 0.5. Default: 0.01.</summary>
    public double Jump { get; init; } = 0.01;

    /// <summary>Breaks ties between scores. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How the signal is brought to a known scale.</summary>
    public SignalOptions Signal { get; init; } = new();

    internal ConformalOptions Validated()
    {
        Require.InRange(FalseAlarmRate, 1e-9, 0.01);
        Require.InRange(Capacity, 100, 100_000);
        Require.InRange(Jump, 0.0001, 0.5);
        return this;
    }
}
