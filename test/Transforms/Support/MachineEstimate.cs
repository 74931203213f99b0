namespace AdaptiveML.Transforms.Tests.Support;

/// <summary>What an engine over the pipeline gives back.</summary>
public sealed class MachineEstimate
{
    public float Score { get; set; }

    public float[] Context { get; set; } = [];

    public float Drift { get; set; }

    public float[] Next { get; set; } = [];
}
