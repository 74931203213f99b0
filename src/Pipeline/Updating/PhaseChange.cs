using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>A row of an update behind which a recurrent learner makes its gradient another way.</summary>
/// <param name="Row">The row, from 0.</param>
/// <param name="From">The phase before.</param>
/// <param name="To">The phase behind it.</param>
public readonly record struct PhaseChange(long Row, RecurrentPhase From, RecurrentPhase To);
