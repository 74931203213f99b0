namespace AdaptiveML.Pipeline;

/// <summary>How a challenger does.</summary>
/// <param name="Labels">Labels that were judged.</param>
/// <param name="ChampionLoss">Mean loss of the engine over them: absolute error, or the share of wrong classes; NaN before the first.</param>
/// <param name="ChallengerLoss">That of the challenger.</param>
/// <param name="Evidence">What the challenger has of the evidence that it needs, from 0 to 1.</param>
public sealed record ChallengerStandings(long Labels, double ChampionLoss, double ChallengerLoss, double Evidence);
