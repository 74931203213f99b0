using Microsoft.ML.Data;

namespace AdaptiveML.Estimators.Tests.Comodulation;

/// <summary>A point, and what a task says of it.</summary>
public sealed class TaskRow
{
    public string Task { get; set; } = "";

    public int Number { get; set; }

    [VectorType(3)]
    public float[] Features { get; set; } = new float[3];

    public bool Label { get; set; }

    public string Side { get; set; } = "";
}
