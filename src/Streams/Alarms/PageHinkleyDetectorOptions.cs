using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <summary>When <see cref="PageHinkleyDetector"/> raises an alarm.</summary>
public sealed record PageHinkleyDetectorOptions
{
    /// <summary>False alarms per row that are allowed, 1e-9 to 0.01: the threshold follows from it. Default: 0.0001.</summary>
    public double FalseAlarmRate { get; init; } = 0.0001;

    /// <summary>δ, the growth that is tolerated, in deviations of the residuals, 0.05 to 3. Default: 0.25.</summary>
    public double Tolerance { get; init; } = 0.25;

    /// <summary>How the signal is brought to a known scale.</summary>
    public SignalOptions Signal { get; init; } = new();

    internal PageHinkleyDetectorOptions Validated()
    {
        Require.InRange(FalseAlarmRate, 1e-9, 0.01);
        Require.InRange(Tolerance, 0.05, 3);
        return this;
    }
}
