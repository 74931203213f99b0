namespace AdaptiveML.Pipeline;

/// <summary>What a learner does when it comes to a row that waits.</summary>
internal enum WaitingDeed
{
    /// <summary>Advance the state: there is no label.</summary>
    Observe,

    /// <summary>Learn the label.</summary>
    Learn,

    /// <summary>Take the row's sequence back to its beginning; there is no row.</summary>
    Reset,

    /// <summary>Take all sequences back to their beginning; there is no row.</summary>
    ResetAll,
}
