namespace AdaptiveML.Learners.Trials;

/// <summary>How a contestant of a trial has done.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Judged">Labels for which it had an answer.</param>
/// <param name="MeanLoss">Mean loss of those answers; NaN before the first.</param>
/// <param name="RecentLoss">Mean loss of the last fifty or so; infinite before the first.</param>
/// <param name="Answered">Labels that were judged while it answered.</param>
/// <param name="Evidence">What it has of the evidence that it needs to answer, from 0 to 1; 1 for the one that does.</param>
public sealed record TrialContestant(string Name, long Judged, double MeanLoss, double RecentLoss, long Answered, double Evidence);
