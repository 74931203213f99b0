namespace AdaptiveML.Pipeline;

/// <summary>The blocks that a vector is written in by the mappings of a saved model.</summary>
internal static class ColumnBlocks
{
    /// <summary>Number of blocks there are, of 1, 2, 4, … slots.</summary>
    public const int Count = 13;

    /// <summary>Most slots of a vector.</summary>
    public static int MaximumSlots => (1 << Count) - 1;

    /// <summary>The columns that may be written, besides those that remain.</summary>
    public static IEnumerable<string> Names => [ReservedNames.Scalar, .. Of(MaximumSlots)];

    /// <summary>The columns that hold the blocks of a vector, in their order.</summary>
    public static IEnumerable<string> Of(int slots) =>
        Enumerable.Range(0, Count).Where(i => (slots & (1 << i)) != 0).Select(i => $"{ReservedNames.Slots}{1 << i}");
}
