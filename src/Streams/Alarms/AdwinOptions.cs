using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <summary>When <see cref="AdwinDetector"/> raises an alarm.</summary>
public sealed record AdwinOptions
{
    /// <summary>δ, the chance of a false cut, 1e-9 to 0.5. Default: 0.002.</summary>
    public double Confidence { get; init; } = 0.002;

    /// <summary>How the signal is brought to a known scale.</summary>
    public SignalOptions Signal { get; init; } = new();

    internal AdwinOptions Validated()
    {
        Require.InRange(Confidence, 1e-9, 0.5);
        return this;
    }
}
