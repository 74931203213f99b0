using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.TextFiles;

public sealed class Measurement
{
    [LoadColumn(0)]
    public string? When { get; set; }

    [LoadColumn(1, 2)]
    [VectorType(2)]
    public float[]? Features { get; set; }

    [LoadColumn(3)]
    [ColumnName("Label")]
    public float Target { get; set; }
}
