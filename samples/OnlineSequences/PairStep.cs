using Microsoft.ML.Data;

namespace OnlineSequences;

/// <summary>A step of two numbers: a point of the pen, or a bit and its opposite.</summary>
internal sealed class PairStep : Step
{
    [VectorType(2)]
    public float[] Features { get; set; } = [];

    public override float[] Values
    {
        init => Features = value;
    }
}
