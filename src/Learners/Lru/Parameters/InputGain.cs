namespace AdaptiveML.Learners.Lru;

/// <summary>Where the input gain γ of a linear recurrent unit comes from.</summary>
internal enum InputGain
{
    /// <summary>γ = exp(γ_log), a parameter of its own that starts at √(1 − |λ|²).</summary>
    Learned,

    /// <summary>γ = √(1 − |λ|²) at all times; its gradient flows into λ.</summary>
    Derived,

    /// <summary>γ = 1.</summary>
    One,
}
