using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Forecasting;

/// <summary>An hour of a transformer: its oil's temperature, and its loads.</summary>
public sealed class LoadRow
{
    public string Transformer { get; set; } = "";

    public float OT { get; set; }

    [VectorType(2)]
    public float[] Loads { get; set; } = new float[2];

    public float Hour { get; set; }

    public DateTime Time { get; set; }
}
