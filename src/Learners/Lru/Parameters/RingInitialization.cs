using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.Lru;

/// <summary>Eigenvalues drawn uniformly by area from a ring of the complex plane (Orvieto et al. 2023, lemma 3.2).</summary>
internal static class RingInitialization
{
    /// <summary>The parameters of one eigenvalue.</summary>
    /// <param name="u1">Uniform draw that places |λ|² between the squared radii.</param>
    /// <param name="u2">Uniform draw that places the phase between 0 and <paramref name="maximumPhase"/>.</param>
    /// <param name="minimumRadius">Inner radius.</param>
    /// <param name="maximumRadius">Outer radius.</param>
    /// <param name="maximumPhase">Largest phase.</param>
    public static (double NuLog, double ThetaLog, double GammaLog) Eigenvalue(
        double u1, double u2, double minimumRadius, double maximumRadius, double maximumPhase)
    {
        double squaredModulus = (u1 * ((maximumRadius * maximumRadius) - (minimumRadius * minimumRadius))) + (minimumRadius * minimumRadius);
        double nu = -0.5 * Elementary.Log(squaredModulus);
        return (Elementary.Log(nu), Elementary.Log(maximumPhase * u2), 0.5 * Elementary.Log(1 - squaredModulus));
    }
}
