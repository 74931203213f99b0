namespace AdaptiveML.Online;

/// <summary>How a recurrent learner makes its gradient, as it stands after a row, and what it knows of that.</summary>
/// <param name="Method">The method in force: in phases <see cref="RecurrentPhase.Fallback"/> and <see cref="RecurrentPhase.Probation"/>
/// <see cref="RecurrentMethod.Truncated"/>; of <see cref="RecurrentMethod.Auto"/> that of the leader.</param>
/// <param name="Phase">Whether synthetic gradients are in force; <see cref="RecurrentPhase.Online"/> for methods that have none.</param>
/// <param name="ChangedFrom">The phase before, where the row changed it; else null.</param>
/// <param name="TdError">Norm of BP(λ)'s temporal-difference error at the row; NaN where none was made.</param>
/// <param name="AuditGain">Mean over the last audits of the gradient's cosine to the true one minus that without its synthetic part; NaN before the
/// first.</param>
public readonly record struct RecurrentSignals(RecurrentMethod Method, RecurrentPhase Phase, RecurrentPhase? ChangedFrom, double TdError, double AuditGain);
