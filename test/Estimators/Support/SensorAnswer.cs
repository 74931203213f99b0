namespace AdaptiveML.Estimators.Tests.Support;

/// <summary>What is read of a prediction; classes grow, so that no size is said.</summary>
public sealed class SensorAnswer
{
    public float[] Score { get; set; } = [];

    public uint PredictedLabel { get; set; }
}
