namespace AdaptiveML.Online;

/// <summary>What follows from the quality of a row's inputs.</summary>
internal static class InputQualities
{
    /// <summary>Whether the row can be neither predicted nor followed.</summary>
    public static bool IsRefused(this InputQuality quality) => quality >= InputQuality.NonFinite;

    /// <summary>The reason to give where the row is not learnt from.</summary>
    public static UpdateReason Reason(this InputQuality quality) => quality switch
    {
        InputQuality.Quarantined => UpdateReason.Quarantine,
        InputQuality.Imputed => UpdateReason.ImputedInput,
        InputQuality.Spike => UpdateReason.Spike,
        InputQuality.NonFinite => UpdateReason.NonFiniteInput,
        InputQuality.OutOfRange => UpdateReason.InputOutOfRange,
        _ => UpdateReason.None,
    };
}
