namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>Where the adjoints of one head's weights go.</summary>
internal readonly ref struct InnerAdjoints<T>
{
    /// <summary>Of the weights that a mini-batch leaves; receives that of the weights with which it began.</summary>
    public required Span<T> Weights { get; init; }

    /// <summary>Of γ, added.</summary>
    public required Span<T> Scale { get; init; }

    /// <summary>Of β, added.</summary>
    public required Span<T> Offset { get; init; }

    /// <summary>Of tok, added.</summary>
    public required Span<T> Rows { get; init; }
}
