namespace AdaptiveML.Streams;

/// <summary>Bits in an entry of a journal.</summary>
internal static class EntryFlags
{
    /// <summary>Of an operation: it has an offset.</summary>
    public const int HasOffset = 1;

    /// <summary>Of an operation: a hash stands in place of the inputs.</summary>
    public const int IsHashed = 2;

    /// <summary>Of a row: it has a time.</summary>
    public const int HasTime = 1;

    /// <summary>Of a row: it is the last of its sequence.</summary>
    public const int EndsSequence = 2;
}
