using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>How an online engine works.</summary>
public sealed record OnlineEngineOptions
{
    /// <summary>What <c>Observe</c> and <c>Learn</c> may change while this engine is in use, or null for the model's own mode. Default: null.</summary>
    public UpdateMode? Mode { get; init; }

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public void Validate()
    {
        if (Mode is { } mode)
        {
            Require.Defined(mode, nameof(Mode));
        }
    }
}
