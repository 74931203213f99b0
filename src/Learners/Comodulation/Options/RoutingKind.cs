namespace AdaptiveML.Learners.Comodulation;

/// <summary>How it is found out which units of the last layer move with the modulator.</summary>
internal enum RoutingKind
{
    /// <summary>Draws in pairs m, −m on the same row: what the row itself makes of the units drops out.</summary>
    Antithetic,

    /// <summary>One draw after the other, row after row.</summary>
    Sampled,

    /// <summary>The limit of small noise: the mean derivative by m at m = 0, exact and without draws.</summary>
    Derivative,
}
