namespace AdaptiveML.Learners.Continual;

/// <summary>What <see cref="DataClassifierHead.Analytic"/> adds to RanPAC: score ← score + gate · (p − score).</summary>
internal enum DataClassifierResidual
{
    /// <summary>
    /// p are the probabilities of the classes' Gaussians: what a network trained on rows drawn from them tends to. Kept: a mean and a covariance a class; no
    /// row.
    /// </summary>
    Gaussians,

    /// <summary>p are the probabilities of the adapted network, trained as for <see cref="DataClassifierHead.PseudoInput"/>.</summary>
    Network,

    /// <summary>Nothing: RanPAC.</summary>
    None,
}
