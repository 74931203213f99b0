namespace AdaptiveML.Learners.Comodulation;

/// <summary>What of a unit and the modulator its gain is proportional to, where it is positive.</summary>
internal enum GainKind
{
    /// <summary>Their covariance.</summary>
    Covariance,

    /// <summary>Their correlation.</summary>
    Correlation,
}
