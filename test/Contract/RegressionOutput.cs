namespace AdaptiveML.Contract;

/// <summary>What a regression model adds that writes a score alone.</summary>
public sealed class RegressionOutput
{
    public float Score { get; set; }
}
