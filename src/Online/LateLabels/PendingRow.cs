namespace AdaptiveML.Online;

/// <summary>A row that waits for its label or stands behind one that does, or a gap declared behind such a row.</summary>
/// <param name="Action">What the learner is to do when it comes to it.</param>
/// <param name="Context">Whose row it is, when, and how much it counts.</param>
/// <param name="Key">The key by which its label will be told; null once the label is known, or given up.</param>
/// <param name="Label">The label.</param>
/// <param name="Arrived">When the row came, as a time stamp.</param>
internal record struct PendingRow(PendingAction Action, RowContext Context, string? Key, float Label, long Arrived);

/// <summary>What a learner does when it comes to a row that waits.</summary>
internal enum PendingAction
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
