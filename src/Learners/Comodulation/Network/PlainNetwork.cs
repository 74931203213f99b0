namespace AdaptiveML.Learners.Comodulation;

/// <summary>A perceptron as plain matrices: x ← (x − mean) / deviation, then max(0, W x + b) for each layer but the last, which gives logits.</summary>
/// <param name="Mean">Subtracted from an input.</param>
/// <param name="InverseDeviation">Multiplied with what is left.</param>
/// <param name="Layers">The layers, the readout last: of each the weights, a row for each output, and an element of the bias for each output.</param>
public sealed record PlainNetwork<T>(
    IReadOnlyList<T> Mean, IReadOnlyList<T> InverseDeviation, IReadOnlyList<(IReadOnlyList<IReadOnlyList<T>> Weights, IReadOnlyList<T> Bias)> Layers)
    where T : unmanaged;
