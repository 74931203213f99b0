namespace AdaptiveML.Learners.Comodulation;

/// <summary>A layer as plain matrices.</summary>
/// <param name="Weights">A row for each output.</param>
/// <param name="Bias">An element for each output.</param>
public sealed record PlainLayer<T>(IReadOnlyList<IReadOnlyList<T>> Weights, IReadOnlyList<T> Bias)
    where T : unmanaged;
