using Microsoft.ML.Data;

namespace AdaptiveML.Transforms.Tests.Ttt;

/// <summary>What a featurizer of the published form adds where nothing else is named.</summary>
public sealed class ContractPublishedFeatures
{
    [VectorType(4)]
    public float[] Context { get; set; } = new float[4];
}
