using AdaptiveML.Streams;

namespace AdaptiveML.Pipeline;

/// <summary>How <see cref="ForecastErrors"/> over all steps change when a feature is permuted.</summary>
/// <param name="MeanAbsoluteError">Above 0 for a feature that matters.</param>
/// <param name="RootMeanSquaredError">Above 0 for a feature that matters.</param>
/// <param name="WinklerScore">Above 0 for a feature that matters; NaN where the model writes no intervals.</param>
/// <param name="Steps">The mean absolute error of each step, the first for one row ahead.</param>
public sealed record ForecastChanges(
    MetricChange MeanAbsoluteError, MetricChange RootMeanSquaredError, MetricChange WinklerScore, IReadOnlyList<MetricChange> Steps)
{
    internal static ForecastChanges Of(ForecastFigures before, IReadOnlyList<ForecastFigures> after) => new(
        MetricChange.Of(before, after, static figures => figures.Overall.MeanAbsoluteError),
        MetricChange.Of(before, after, static figures => figures.Overall.RootMeanSquaredError),
        MetricChange.Of(before, after, static figures => figures.Overall.WinklerScore),
        [.. Enumerable.Range(0, before.Steps.Count).Select(step => MetricChange.Of(before, after, figures => figures.Steps[step].MeanAbsoluteError))]);
}
