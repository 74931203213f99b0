namespace AdaptiveML.Online;

/// <summary>What was found in a row's inputs, from nothing wrong to what cannot be used.</summary>
internal enum InputQuality
{
    /// <summary>Nothing is wrong.</summary>
    Clean,

    /// <summary>Some inputs were not finite; what was expected of them took their place.</summary>
    Imputed,

    /// <summary>Nothing else is wrong with this row, but a spike that came shortly before is still in the state.</summary>
    Quarantined,

    /// <summary>An input was far outside its running scale.</summary>
    Spike,

    /// <summary>An input is not finite, and nothing can take its place. The row is refused.</summary>
    NonFinite,

    /// <summary>An input is finite, and larger than arithmetic can bear. The row is refused.</summary>
    OutOfRange,
}
