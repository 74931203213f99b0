using Microsoft.ML.Data;

namespace EmissionMonitor;

/// <summary>An hour of the plant: nine process sensors, and the two gases that the monitor estimates from them.</summary>
public sealed class Reading
{
    [LoadColumn(0)] public float AT { get; set; }

    [LoadColumn(1)] public float AP { get; set; }

    [LoadColumn(2)] public float AH { get; set; }

    [LoadColumn(3)] public float AFDP { get; set; }

    [LoadColumn(4)] public float GTEP { get; set; }

    [LoadColumn(5)] public float TIT { get; set; }

    [LoadColumn(6)] public float TAT { get; set; }

    [LoadColumn(7)] public float TEY { get; set; }

    [LoadColumn(8)] public float CDP { get; set; }

    [LoadColumn(9)] public float CO { get; set; }

    [LoadColumn(10)] public float NOX { get; set; }

    /// <summary>The process sensors, in column order.</summary>
    public float[] Sensors() => [AT, AP, AH, AFDP, GTEP, TIT, TAT, TEY, CDP];

    /// <summary>The measurement of a gas.</summary>
    public float Gas(string name) => name == nameof(CO) ? CO : NOX;
}
