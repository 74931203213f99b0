using AdaptiveML.Streams;

namespace AdaptiveML.Trainers;

/// <summary>How good the forecasts of a view were, each held against the rows behind its own. Made by <c>mlContext.Forecasting.Evaluate</c>.</summary>
/// <remarks>Several series are taken together in <see cref="Overall"/> and <see cref="Steps"/>: their errors are comparable where their units are.</remarks>
public sealed class ForecastingMetrics
{
    internal ForecastingMetrics(ForecastErrors overall, IReadOnlyList<ForecastErrors> steps, IReadOnlyList<ForecastErrors> series) =>
        (Overall, Steps, Series) = (overall, steps, series);

    /// <summary>All steps and series.</summary>
    public ForecastErrors Overall { get; }

    /// <summary>Each step, the first for one row ahead.</summary>
    public IReadOnlyList<ForecastErrors> Steps { get; }

    /// <summary>Each series over all steps, in the order of the label column.</summary>
    public IReadOnlyList<ForecastErrors> Series { get; }
}
