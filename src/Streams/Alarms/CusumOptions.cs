using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <summary>When <see cref="CusumDetector"/> raises an alarm.</summary>
public sealed record CusumOptions
{
    /// <summary>False alarms per row that are allowed, 1e-9 to 0.01: the threshold follows from it. Default: 0.0001.</summary>
    public double FalseAlarmRate { get; init; } = 0.0001;

    /// <summary>k, half of the smallest change that matters, in deviations of the residuals, 0.05 to 3. Default: 0.5.</summary>
    public double Drift { get; init; } = 0.5;

    /// <summary>How the signal is brought to a known scale.</summary>
    public SignalOptions Signal { get; init; } = new();

    internal CusumOptions Validated()
    {
        Require.InRange(FalseAlarmRate, 1e-9, 0.01);
        Require.InRange(Drift, 0.05, 3);
        return this;
    }
}
