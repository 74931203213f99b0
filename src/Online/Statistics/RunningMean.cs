namespace AdaptiveML.Online;

/// <summary>The weight of the next number in a running mean.</summary>
internal static class RunningMean
{
    /// <summary>
    /// max(α, (1 + g) / (n + g)): with g = 0 the mean of all until it forgets; with more the n-th number counts about as n^g, for what improves while it
    /// learns.
    /// </summary>
    /// <param name="count">n, the number included.</param>
    /// <param name="slowest">α.</param>
    /// <param name="youth">g, at least 0.</param>
    /// <remarks>Polynomial-decay averaging: O. Shamir and T. Zhang, "Stochastic gradient descent for non-smooth optimization", ICML 2013.</remarks>
    public static double Rate(double count, double slowest, double youth) => Math.Max(slowest, (1 + youth) / (count + youth));
}
