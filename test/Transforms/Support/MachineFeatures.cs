namespace AdaptiveML.Transforms.Tests.Support;

/// <summary>What the featurizer gives.</summary>
public class MachineFeatures
{
    public float[] Context { get; set; } = [];

    public float Drift { get; set; }

    public float[] Next { get; set; } = [];
}
