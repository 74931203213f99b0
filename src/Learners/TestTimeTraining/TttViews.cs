namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>Where a test-time training layer's queries and keys come from.</summary>
internal enum TttViews
{
    /// <summary>Queries, keys and values are three maps of the token.</summary>
    Separate = 0,

    /// <summary>Queries and keys are one map of the token through two causal filters, so that a value may be tied to the tokens before it.</summary>
    Filtered = 1,
}
