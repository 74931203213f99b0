using AdaptiveML.Streams;

namespace AdaptiveML.Pipeline;

/// <summary>How <see cref="RegressionFigures"/> change when a feature is permuted.</summary>
/// <param name="MeanAbsoluteError">Above 0 for a feature that matters.</param>
/// <param name="RootMeanSquaredError">Above 0 for a feature that matters.</param>
/// <param name="RSquared">Below 0 for a feature that matters.</param>
/// <param name="SkillOverLastValue">Below 0 for a feature that matters.</param>
public sealed record RegressionChanges(
    MetricChange MeanAbsoluteError, MetricChange RootMeanSquaredError, MetricChange RSquared, MetricChange SkillOverLastValue)
{
    internal static RegressionChanges Of(RegressionFigures before, IReadOnlyList<RegressionFigures> after) => new(
        MetricChange.Of(before, after, static figures => figures.MeanAbsoluteError),
        MetricChange.Of(before, after, static figures => figures.RootMeanSquaredError),
        MetricChange.Of(before, after, static figures => figures.RSquared),
        MetricChange.Of(before, after, static figures => figures.SkillOverLastValue));
}
