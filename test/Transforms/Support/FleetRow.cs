using Microsoft.ML.Data;

namespace AdaptiveML.Transforms.Tests.Support;

/// <summary>A row of one unit of a fleet.</summary>
public sealed class FleetRow
{
    public string Machine { get; set; } = "";

    [VectorType(7)]
    public float[] Features { get; set; } = new float[7];

    public float Target { get; set; }
}
