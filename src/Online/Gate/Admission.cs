namespace AdaptiveML.Online;

/// <summary>What the gate found in a row's inputs.</summary>
internal enum Admission
{
    /// <summary>Nothing wrong.</summary>
    Clean,

    /// <summary>Inputs that were not finite, replaced by their last good values.</summary>
    Imputed,

    /// <summary>An input so far out that the rows after it are not to be learnt from either.</summary>
    Spike,

    /// <summary>Not finite, and not to be replaced.</summary>
    NonFinite,

    /// <summary>Finite, and larger than arithmetic can bear.</summary>
    OutOfRange,
}
