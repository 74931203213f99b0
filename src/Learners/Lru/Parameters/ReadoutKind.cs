namespace AdaptiveML.Learners.Lru;

/// <summary>
/// How an output is made of the state s = (Re x, Im x). What is not linear is added to the linear path Re(C x) + D u + bias, and starts at zero.
/// </summary>
public enum ReadoutKind
{
    /// <summary>The linear path alone.</summary>
    Linear,

    /// <summary>W₂ GELU(W₁ s + b₁) + the linear path.</summary>
    Mlp,

    /// <summary>W_o ((W₁ s + b₁) ∘ σ(W₂ s + b₂)) + the linear path.</summary>
    Gated,
}
