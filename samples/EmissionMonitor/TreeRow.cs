using Microsoft.ML.Data;

namespace EmissionMonitor;

/// <summary>What the trees see of an hour, and what they are to say.</summary>
internal sealed class TreeRow
{
    private const int Sensors = 9;

    /// <summary>The sensors, their differences to the hour before, and the label of the hour before.</summary>
    [VectorType((2 * Sensors) + 1)] public float[] Features { get; set; } = [];

    public float Label { get; set; }

    public static float[] FeaturesOf(Reading hour, Reading before, string gas)
    {
        float[] now = hour.Sensors(), then = before.Sensors();
        return [.. now, .. now.Zip(then, (value, last) => value - last), before.Gas(gas)];
    }
}
