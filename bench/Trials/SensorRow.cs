namespace AdaptiveML.Benchmarks.Trials;

/// <summary>Sensors, and what they are to say.</summary>
internal sealed class SensorRow
{
    public float[] Features { get; set; } = [];

    public float Label { get; set; }
}
