using Microsoft.ML.Data;

namespace TaskSwitch;

/// <summary>What a task asks about a digit.</summary>
internal sealed class Row
{
    [VectorType(64)]
    public float[] Features { get; set; } = new float[64];

    /// <summary>The task; empty for none.</summary>
    public string Task { get; set; } = "";

    /// <summary>Its answer.</summary>
    public bool Label { get; set; }
}
