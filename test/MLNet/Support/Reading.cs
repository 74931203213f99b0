using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Support;

/// <summary>The source row of most tests. Row i of <see cref="Readings.Take"/> has <see cref="Index"/> i.</summary>
public sealed class Reading
{
    public float Index { get; set; }

    public float Label { get; set; }

    public string? Name { get; set; }

    [VectorType(3)]
    public float[]? Features { get; set; }
}
