namespace AdaptiveML.Online;

/// <summary>What is known of a row besides its input and its target. The default says: the one sequence there is, at no known time, of weight 1.</summary>
public readonly record struct RowContext
{
    private readonly double _weightAboveOne;

    /// <summary>The sequence that the row belongs to.</summary>
    public SequenceKey Sequence { get; init; }

    /// <summary>When it was, on any clock that goes forward, or null. Only the order of two times of a sequence counts.</summary>
    public long? Time { get; init; }

    /// <summary>How much the row's error counts in what is learnt; from 0, not at all. Default: 1.</summary>
    public double Weight
    {
        get => 1 + _weightAboveOne;
        init => _weightAboveOne = value - 1;
    }

    /// <summary>
    /// Whether the row is the last of its sequence, as the data says; never because a recording or a batch ends there. What the sequence had of its own is
    /// given up after the row, and a later row of the same key begins anew. Default: false.
    /// </summary>
    public bool EndsSequence { get; init; }
}
