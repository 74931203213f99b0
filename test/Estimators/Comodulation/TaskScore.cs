namespace AdaptiveML.Estimators.Tests.Comodulation;

/// <summary>What a binary model says of a row.</summary>
public sealed class TaskScore
{
    public float Score { get; set; }
}
