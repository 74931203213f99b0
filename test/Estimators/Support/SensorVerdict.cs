namespace AdaptiveML.Estimators.Tests.Support;

/// <summary>Of a prediction the class alone.</summary>
public sealed class SensorVerdict
{
    public uint PredictedLabel { get; set; }
}
