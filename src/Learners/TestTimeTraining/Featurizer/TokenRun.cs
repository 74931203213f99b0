namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>A stretch of tokens from a sequence's beginning, or from a cut through it, cleaned and in standardised units, with their targets.</summary>
/// <param name="Inputs">A row a token, padded with zeros to whole tiles.</param>
/// <param name="Targets">A row a token; what is not known is NaN.</param>
/// <param name="Count">Number of tokens.</param>
internal sealed record TokenRun<T>(T[] Inputs, T[] Targets, int Count);
