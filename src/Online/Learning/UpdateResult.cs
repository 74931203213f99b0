namespace AdaptiveML.Online;

/// <summary>The record of what became of one row.</summary>
/// <param name="Verdict">What became of the update.</param>
/// <param name="Reason">Why.</param>
/// <param name="Loss">Loss of the prediction made before the update, in the learner's own units; NaN where there is no target.</param>
/// <param name="GradientNorm">Euclidean norm of the gradient before clipping; NaN where none was made.</param>
/// <param name="StepSize">Learning rate times clipping factor of the applied update; 0 where none was.</param>
public readonly record struct UpdateResult(UpdateVerdict Verdict, UpdateReason Reason, double Loss, double GradientNorm, double StepSize)
{
    /// <summary>How the gradient was made, where the learner is a recurrent net that the row has come to; else null.</summary>
    public RecurrentSignals? Recurrent { get; init; }

    /// <summary>Why the row's prediction was to be looked at before it was trusted, where the learner raises alarms.</summary>
    public AlarmReason Alarm { get; init; }

    /// <summary>The class that the row's label has opened, as text; null where it has opened none.</summary>
    public string? OpenedClass { get; init; }

    /// <summary>A result without an update.</summary>
    public static UpdateResult Without(UpdateVerdict verdict, UpdateReason reason, double loss = double.NaN, double gradientNorm = double.NaN) =>
        new(verdict, reason, loss, gradientNorm, 0);
}
