namespace SequenceFeatures;

/// <summary>How a contender did with the setting that was best on the rows to choose by.</summary>
/// <param name="Name">The contender.</param>
/// <param name="Setting">The setting.</param>
/// <param name="Past">What it was made from, by row; or null.</param>
/// <param name="Features">Features added to a row.</param>
/// <param name="Frozen">Errors of the linear model that is fitted once.</param>
/// <param name="Learning">Errors of the one that goes on learning.</param>
/// <param name="Answers">What the first answered, from the end of the fit.</param>
internal sealed record Result(string Name, string Setting, float[][]? Past, int Features, Errors Frozen, Errors Learning, float[] Answers);
