using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <summary>When <see cref="KswinDetector"/> raises an alarm.</summary>
public sealed record KswinOptions
{
    /// <summary>Values of the window that is older, 20 to 100,000. Default: 200.</summary>
    public int Older { get; init; } = 200;

    /// <summary>Values that are compared with it, the newest, 10 to 100,000. Default: 50.</summary>
    public int Newer { get; init; } = 50;

    /// <summary>A comparison is made each so many values, 1 to 100,000. Default: 10.</summary>
    public int Every { get; init; } = 10;

    /// <summary>Level of one comparison, 1e-12 to 0.5. Default: 0.0003.</summary>
    public double Level { get; init; } = 0.0003;

    /// <summary>How the signal is brought to a known scale.</summary>
    public SignalOptions Signal { get; init; } = new();

    internal KswinOptions Validated()
    {
        Require.InRange(Older, 20, 100_000);
        Require.InRange(Newer, 10, 100_000);
        Require.InRange(Every, 1, 100_000);
        Require.InRange(Level, 1e-12, 0.5);
        return this;
    }
}
