namespace AdaptiveML.Learners.Comodulation;

/// <summary>What of a unit and the modulator its gain is proportional to, where it is positive.</summary>
public enum GainKind
{
    /// <summary>Their covariance.</summary>
    Covariance,

    /// <summary>Their correlation.</summary>
    Correlation,
}
