using Microsoft.ML.Data;

namespace AdaptiveML.Contract.Data;

/// <summary>A row of the contract's data without a label.</summary>
public class Drive
{
    public const int Width = 3;

    [VectorType(Width)]
    public VBuffer<float> Features { get; set; } = new(Width, new float[Width]);

    /// <summary>The stream that the row belongs to, for those who tell streams apart; empty where nobody knows it.</summary>
    public string Group { get; set; } = "";

    /// <summary>The row's number, foreign to every machine.</summary>
    public float Index { get; set; }
}
