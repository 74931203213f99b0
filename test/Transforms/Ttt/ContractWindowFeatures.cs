using Microsoft.ML.Data;

namespace AdaptiveML.Transforms.Tests.Ttt;

/// <summary>What a featurizer of windows of three tokens of one column adds.</summary>
public sealed class ContractWindowFeatures
{
    [VectorType(5)]
    public float[] Context { get; set; } = new float[5];

    public float Drift { get; set; }

    [VectorType(1)]
    public float[] Next { get; set; } = new float[1];
}
