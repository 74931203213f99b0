using Microsoft.ML.Data;

namespace AdaptiveML.Transforms.Tests.Support;

/// <summary>A row of one of several machines: its load and another sensor, and what its load is expected to be next.</summary>
public sealed class MachineRow
{
    public string Machine { get; set; } = "";

    [VectorType(2)]
    public float[] Features { get; set; } = new float[2];

    public float Target { get; set; }

    public int Hour { get; set; }
}
