using Microsoft.ML.Data;

namespace AdaptiveML.Transforms.Tests.Ttt;

/// <summary>What a featurizer of a stream of three columns adds.</summary>
public sealed class ContractFeatures
{
    [VectorType(7)]
    public float[] Context { get; set; } = new float[7];

    public float Drift { get; set; }

    [VectorType(3)]
    public float[] Next { get; set; } = new float[3];
}
