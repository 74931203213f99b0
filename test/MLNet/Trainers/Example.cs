using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Trainers;

/// <summary>A row to train on; the features are known to be three.</summary>
public sealed class Example
{
    public float Label { get; set; }

    public float Importance { get; set; } = 1;

    [VectorType(3)]
    public float[] Features { get; set; } = [];
}
