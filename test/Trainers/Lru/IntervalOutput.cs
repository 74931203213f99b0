using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Lru;

/// <summary>What the combined machine adds where all its columns are named.</summary>
public sealed class IntervalOutput
{
    public float Score { get; set; }

    public float Low { get; set; }

    public float High { get; set; }

    public bool Alarm { get; set; }

    public string Reason { get; set; } = "";

    [VectorType(7)]
    public float[] Weights { get; set; } = new float[7];
}
