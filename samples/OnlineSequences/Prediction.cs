namespace OnlineSequences;

/// <summary>The probabilities of the classes.</summary>
internal sealed class Prediction
{
    public float[] Score { get; set; } = [];
}
