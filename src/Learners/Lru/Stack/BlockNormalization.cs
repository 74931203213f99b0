namespace AdaptiveML.Learners.Lru;

/// <summary>Where a block of a stack normalises its values over the model width (layer normalisation).</summary>
internal enum BlockNormalization
{
    /// <summary>What enters the block's recurrence.</summary>
    PreNorm,

    /// <summary>What leaves the block.</summary>
    PostNorm,

    /// <summary>Nowhere.</summary>
    None,
}
