namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>The weights at which a chunk of tokens is evaluated; all of one head.</summary>
internal readonly ref struct InnerWeights<T>
{
    /// <summary>W at the start of the mini-batch, layer after layer.</summary>
    public required ReadOnlySpan<T> Committed { get; init; }

    /// <summary>P: lr times gradient, summed over the tokens that the mini-batch has had before the chunk; empty where there were none.</summary>
    public ReadOnlySpan<T> Pending { get; init; }

    /// <summary>γ, padded with zeros to whole tiles.</summary>
    public required ReadOnlySpan<T> Scale { get; init; }

    /// <summary>β, likewise.</summary>
    public required ReadOnlySpan<T> Offset { get; init; }
}
