using Microsoft.ML.Data;

namespace AdaptiveML.Estimators.Tests.Support;

/// <summary>A reading.</summary>
public sealed class SensorRow
{
    [VectorType(Sensors.Width)]
    public float[] Features { get; set; } = new float[Sensors.Width];

    public string Label { get; set; } = "";

    public string Task { get; set; } = "";

    public float Weight { get; set; } = 1;
}
