namespace AdaptiveML.Streams;

/// <summary>An entry of a journal.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Bytes">What was appended.</param>
public readonly record struct StoredEntry(long Sequence, ReadOnlyMemory<byte> Bytes);
