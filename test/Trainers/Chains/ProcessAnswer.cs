namespace AdaptiveML.Trainers.Tests.Chains;

/// <summary>What the models of <see cref="ProcessRow"/> may write.</summary>
internal sealed class ProcessAnswer
{
    public float[] Answer { get; set; } = [];

    public override string ToString() => string.Join(' ', Answer.Select(score => BitConverter.SingleToInt32Bits(score)));
}
