namespace TaskSwitch;

/// <summary>What a model says of a row.</summary>
internal sealed class Answer
{
    public float Score { get; set; }

    public float[] Relevance { get; set; } = [];
}
