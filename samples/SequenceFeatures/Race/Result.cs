namespace SequenceFeatures;

/// <summary>How a contender did with the setting that was best on the rows to choose by.</summary>
/// <param name="Name">The contender.</param>
/// <param name="Setting">The setting.</param>
/// <param name="Features">Features added to a row.</param>
/// <param name="Penalty">L2 of SDCA.</param>
/// <param name="Frozen">Errors of the linear model that is fitted once.</param>
/// <param name="Learning">Errors of the one that goes on learning.</param>
/// <param name="Answers">What the first answered, from the end of the fit.</param>
internal sealed record Result(string Name, Setting Setting, int Features, float Penalty, Errors Frozen, Errors Learning, float[] Answers);
