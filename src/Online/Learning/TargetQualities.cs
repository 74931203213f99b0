namespace AdaptiveML.Online;

/// <summary>What follows from the quality of a row's target.</summary>
internal static class TargetQualities
{
    /// <summary>The reason to give where the row is not learnt from.</summary>
    public static UpdateReason Reason(this TargetQuality quality) => quality switch
    {
        TargetQuality.Missing => UpdateReason.MissingTarget,
        TargetQuality.UnknownClass => UpdateReason.UnknownLabel,
        TargetQuality.ClassBeyondLimit => UpdateReason.ClassLimit,
        TargetQuality.NonFinite => UpdateReason.NonFiniteTarget,
        TargetQuality.Implausible => UpdateReason.ImplausibleTarget,
        TargetQuality.Stuck => UpdateReason.StuckTarget,
        _ => UpdateReason.None,
    };
}
