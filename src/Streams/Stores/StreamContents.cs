namespace AdaptiveML.Streams;

/// <summary>What a store holds of a stream.</summary>
/// <param name="Head">Sequence number of the last entry that was ever appended; 0 where there was none. Trimming does not change it.</param>
/// <param name="Snapshots">Sequence numbers of the snapshots that are kept, rising.</param>
public sealed record StreamContents(long Head, IReadOnlyList<long> Snapshots);
