using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>A task to learn.</summary>
/// <param name="Name">What the task column says of its rows, as text; null where there is none.</param>
/// <param name="Rows">Its rows, whose targets are indices of classes.</param>
/// <param name="ClassCount">Classes known with it: those of all tasks before, and its own.</param>
internal sealed record TrainingTask(string? Name, TrainingRows<float> Rows, int ClassCount);
