namespace AdaptiveML.Online;

/// <summary>When <see cref="PageHinkley"/> raises an alarm.</summary>
internal sealed record PageHinkleyOptions
{
    /// <summary>Values before the first alarm, at least 1. Default: 30.</summary>
    public int MinimumCount { get; init; } = 30;

    /// <summary>δ, the growth that is tolerated, at least 0. Default: 0.005.</summary>
    public double Tolerance { get; init; } = 0.005;

    /// <summary>The sum at which an alarm is raised; positive. Default: 50.</summary>
    public double Threshold { get; init; } = 50;

    /// <summary>a, what the sum is multiplied with at each value, from 0 to 1. Default: 0.9999.</summary>
    public double Decay { get; init; } = 0.9999;

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public void Validate()
    {
        Require.InRange(MinimumCount, 1, int.MaxValue);
        Require.InRange(Tolerance, 0, double.MaxValue);
        Require.InRange(Threshold, double.Epsilon, double.MaxValue);
        Require.InRange(Decay, 0, 1);
    }
}
