namespace AdaptiveML.Streams;

/// <summary>How good forecasts were, over the targets that are known; NaN where there is nothing to tell it from.</summary>
/// <param name="Count">Targets that are known.</param>
/// <param name="MeanAbsoluteError">Mean absolute error, in the unit of the series.</param>
/// <param name="RootMeanSquaredError">Root of the mean squared error, in the unit of the series.</param>
/// <param name="Coverage">Share of the targets within the bounds of their intervals, from 0 to 1.</param>
/// <param name="WinklerScore">
/// Mean of the widths of the intervals, each with 2 / (1 − level) times how far its target lies outside, in the unit of the series; smaller is better.
/// T. Gneiting and A. Raftery, "Strictly proper scoring rules, prediction, and estimation", Journal of the American Statistical Association 102, 2007.
/// </param>
/// <param name="SkillOverLastValue">1 less the ratio of the squared errors to those of the last value known, over the same targets: 1 is perfect, below 0 the
/// last value is better.</param>
/// <param name="SkillOverSeason">The same beside the value at the same place of the last season known, where a period was given.</param>
public sealed record ForecastErrors(
    long Count,
    double MeanAbsoluteError,
    double RootMeanSquaredError,
    double Coverage,
    double WinklerScore,
    double SkillOverLastValue,
    double SkillOverSeason);
