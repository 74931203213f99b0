using AdaptiveML.Streams;

namespace AdaptiveML.Pipeline;

/// <summary>How <see cref="ClassificationFigures"/> change when a feature is permuted.</summary>
/// <param name="Accuracy">Below 0 for a feature that matters, like those below.</param>
/// <param name="BalancedAccuracy">Mean share over the classes.</param>
/// <param name="Kappa">Cohen's κ.</param>
/// <param name="KappaTemporal">κ beside the last label.</param>
/// <param name="LogLoss">Above 0 for a feature that matters; NaN where the scores are no probabilities.</param>
public sealed record ClassificationChanges(
    MetricChange Accuracy, MetricChange BalancedAccuracy, MetricChange Kappa, MetricChange KappaTemporal, MetricChange LogLoss)
{
    internal static ClassificationChanges Of(ClassificationFigures before, IReadOnlyList<ClassificationFigures> after) => new(
        MetricChange.Of(before, after, static figures => figures.Accuracy),
        MetricChange.Of(before, after, static figures => figures.BalancedAccuracy),
        MetricChange.Of(before, after, static figures => figures.Kappa),
        MetricChange.Of(before, after, static figures => figures.KappaTemporal),
        MetricChange.Of(before, after, static figures => figures.LogLoss));
}
