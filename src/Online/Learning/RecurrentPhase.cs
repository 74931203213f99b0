namespace AdaptiveML.Online;

/// <summary>Where a guarded BP(λ) learner stands.</summary>
public enum RecurrentPhase
{
    /// <summary>Synthetic gradients are used.</summary>
    Online,

    /// <summary>They are used, and audits speak against them.</summary>
    Suspect,

    /// <summary>Truncated backpropagation is used; the synthesiser goes on learning.</summary>
    Fallback,

    /// <summary>As in <see cref="Fallback"/>, and audits speak for synthetic gradients again.</summary>
    Probation,
}
