namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>How the inner model of a test-time training layer learns from a token.</summary>
public enum InnerRule
{
    /// <summary>A gradient step of the inner loss through a layer normalisation, gradients of a mini-batch at the same weights (Sun et al. 2025).</summary>
    MiniBatchGradient = 0,

    /// <summary>
    /// W ← W − β k̂ᵀ (k̂ W − v) at every token, with k̂ = k / ‖k‖ and β = σ(…) learnt (I. Schlag, K. Irie and J. Schmidhuber, "Linear transformers are secretly
    /// fast weight programmers", ICML 2021).
    /// </summary>
    Delta = 1,

    /// <summary>The delta rule on α W, with α = σ(…) learnt as well (S. Yang, J. Kautz and A. Hatamizadeh, "Gated delta networks", ICLR 2025).</summary>
    GatedDelta = 2,

    /// <summary>
    /// The delta rule on k as it is with step β / (1 + β ‖k‖²), stable for every key and step (B. Liu et al., "Longhorn: state space models are amortized
    /// online learners", 2024).
    /// </summary>
    Implicit = 3,

    /// <summary>
    /// W ← α W + β kᵀ v, linear attention with a decay: nothing is corrected. A measure for the others (A. Katharopoulos et al., "Transformers are RNNs", ICML
    /// 2020; S. Yang et al., "Gated linear attention transformers", ICML 2024).
    /// </summary>
    LinearAttention = 4,

    /// <summary>
    /// Recursive least squares: of all linear maps that the start could have been, the most likely after the tokens seen. It learns a law from as many tokens
    /// as the law has terms, where the implicit step takes many times as many (J. von Oswald et al., "Uncovering mesa-optimization algorithms in
    /// transformers", 2023).
    /// </summary>
    LeastSquares = 5,
}
