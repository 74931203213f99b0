namespace AdaptiveML.Online;

/// <summary>Where a guarded BP(λ) learner stands.</summary>
public enum RecurrentPhase
{
    /// <summary>Synthetic gradients are used.</summary>
    Online,

    /// <summary>They are used, and their twin has been better of late, though not surely.</summary>
    Suspect,

    /// <summary>
    /// The twin predicts, that learns by truncated backpropagation; the net of synthetic gradients goes on learning with its own weights.
    /// </summary>
    Fallback,

    /// <summary>As in <see cref="Fallback"/>, and synthetic gradients have been better of late, though not surely.</summary>
    Probation,
}
