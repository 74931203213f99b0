namespace AdaptiveML.Contract;

/// <summary>What a regression model adds.</summary>
public sealed class RegressionOutput
{
    public float Score { get; set; }
}
