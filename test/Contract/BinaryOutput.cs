namespace AdaptiveML.Contract;

/// <summary>What a model of a label that is true or false adds.</summary>
public sealed class BinaryOutput
{
    public float Score { get; set; }

    public float Probability { get; set; }

    public bool PredictedLabel { get; set; }
}
