namespace AdaptiveML.Learners.Continual;

/// <summary>How alike an input and a component of a gate are.</summary>
internal enum AttentionSimilarity
{
    /// <summary>sim_k = cos(x ∘ A_k, K_k) (CODA-Prompt: J. Smith et al., CVPR 2023). New components whose W is 0 leave the gate as it is.</summary>
    Cosine,

    /// <summary>a = A x, â = a / |a|, sim_k = â_k Σ_j K_kj / (|K_k| √d): what the authors of DATA published as code.</summary>
    Official,
}
