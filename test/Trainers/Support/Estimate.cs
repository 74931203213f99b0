namespace AdaptiveML.Trainers.Tests.Support;

/// <summary>What an engine gives back.</summary>
public sealed class Estimate
{
    public float Score { get; set; }
}
