namespace AdaptiveML.Pipeline.Tests.Support;

/// <summary>What the tests read of an output.</summary>
public sealed class Scored
{
    public float Index { get; set; }

    public float Score { get; set; }
}
