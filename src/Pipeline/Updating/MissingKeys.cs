namespace AdaptiveML.Pipeline;

/// <summary>A key column in which keys are missing.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Rows">Rows in which the key, or one of the keys, is missing.</param>
public sealed record MissingKeys(string Column, long Rows);
