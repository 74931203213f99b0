namespace AdaptiveML.MLNet.Tests.Trainers;

public sealed class Scored
{
    public float Score { get; set; }
}
