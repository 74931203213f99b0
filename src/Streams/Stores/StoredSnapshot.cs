namespace AdaptiveML.Streams;

/// <summary>What a stream was behind an entry.</summary>
/// <param name="Sequence">The entry's number; 0 for what the stream began with.</param>
/// <param name="Bytes">What was saved.</param>
public sealed record StoredSnapshot(long Sequence, ReadOnlyMemory<byte> Bytes);
