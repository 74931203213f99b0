using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Support;

/// <summary>A row of one of several streams.</summary>
public class GroupedRow<TGroup>
{
    public TGroup Group { get; set; } = default!;

    [VectorType(3)]
    public float[] Features { get; set; } = [0, 0, 0];

    public float Label { get; set; }
}
