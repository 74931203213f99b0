using Microsoft.ML.Data;

namespace AdaptiveML.Transforms.Tests.Ttt;

/// <summary>What a featurizer adds whose views are fitted to a label.</summary>
public sealed class ContractLabelFeatures
{
    [VectorType(4)]
    public float[] Context { get; set; } = new float[4];

    public float Estimate { get; set; }
}
