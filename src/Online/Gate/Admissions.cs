namespace AdaptiveML.Online;

/// <summary>What is said of a row that the gate did not let through clean.</summary>
internal static class Admissions
{
    /// <summary>The reason to give.</summary>
    public static UpdateReason Reason(this Admission admission) => admission switch
    {
        Admission.Imputed => UpdateReason.ImputedInput,
        Admission.Spike => UpdateReason.Spike,
        Admission.NonFinite => UpdateReason.NonFiniteInput,
        Admission.OutOfRange => UpdateReason.InputOutOfRange,
        _ => UpdateReason.None,
    };
}
