using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Support;

/// <summary>A row of the tests' data.</summary>
public sealed class Row
{
    [VectorType(3)]
    public float[] Features { get; set; } = [0, 0, 0];

    public float Label { get; set; }

    public float Index { get; set; }
}
