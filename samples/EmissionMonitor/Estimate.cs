namespace EmissionMonitor;

/// <summary>What the model says of an hour.</summary>
public sealed class Estimate
{
    public float Score { get; set; }
}
