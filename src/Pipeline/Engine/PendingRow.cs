using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>What is known of a row that the learner has not come to, or a gap declared behind such a row.</summary>
/// <param name="Deed">What the learner is to do when it comes to it.</param>
/// <param name="Context">Whose row it is, when, and how much it counts.</param>
/// <param name="Key">By which its label will be told; null once it is known, or given up.</param>
/// <param name="Label">The label.</param>
/// <param name="Arrived">When the row came, as a time stamp.</param>
internal record struct WaitingRow(WaitingDeed Deed, RowContext Context, string? Key, float Label, long Arrived);
