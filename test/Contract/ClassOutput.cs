using Microsoft.ML.Data;

namespace AdaptiveML.Contract;

/// <summary>What a model of three classes adds.</summary>
public sealed class ClassOutput
{
    [VectorType(3)]
    public float[] Score { get; set; } = new float[3];

    [KeyType(3)]
    public uint PredictedLabel { get; set; }
}
