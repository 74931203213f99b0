namespace AdaptiveML.Transforms.Tests.Support;

/// <summary>What the pipeline gives.</summary>
public sealed class MachineEstimate : MachineFeatures
{
    public float Score { get; set; }
}
