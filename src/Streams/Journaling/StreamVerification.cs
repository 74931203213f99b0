namespace AdaptiveML.Streams;

/// <summary>What a replay of all that is kept of a stream has found.</summary>
/// <param name="From">The snapshot that it began with.</param>
/// <param name="Operations">Operations whose entries were whole and in the chain of hashes.</param>
/// <param name="Marks">Marks that the replay came to with the same memories.</param>
/// <param name="Snapshots">Snapshots, behind the first, that it came to with the same bytes.</param>
/// <param name="Finding">The first thing that is not as it was, with its operation; null where there is none.</param>
public sealed record StreamVerification(long From, long Operations, long Marks, long Snapshots, string? Finding)
{
    /// <summary>Whether nothing was found.</summary>
    public bool IsIntact => Finding is null;
}
