using Microsoft.ML.Data;

namespace OnlineSequences;

/// <summary>A row of a picture of eight columns.</summary>
internal sealed class PictureStep : Step
{
    [VectorType(8)]
    public float[] Features { get; set; } = [];

    public override float[] Values
    {
        init => Features = value;
    }
}
