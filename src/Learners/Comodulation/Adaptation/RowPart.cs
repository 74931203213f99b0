namespace AdaptiveML.Learners.Comodulation;

/// <summary>One division of a task's rows into those to learn and those to judge.</summary>
/// <param name="Repeat">Which of the divisions of all rows into parts it belongs to, from 0.</param>
/// <param name="Training">The rows to learn.</param>
/// <param name="HeldBack">The rows to judge.</param>
internal sealed record RowPart(int Repeat, int[] Training, int[] HeldBack);
