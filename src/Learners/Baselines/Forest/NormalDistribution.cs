using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.Baselines;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    /// <summary>ln √(2π).</summary>
    private const double LogRoot = 0.91893853320467274;

    /// <summary>
    /// P(X ≤ z), to 1e-7: formula 26.2.17 of M. Abramowitz and I. Stegun, "Handbook of mathematical functions", 1964.
    /// </summary>
    public static double Cumulative(double z)
    {
        double t = 1 / (1 + (0.2316419 * Math.Abs(z)));
        double tail = Elementary.Exp(LogDensity(z)) * t
            * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return z < 0 ? tail : 1 - tail;
    }

    /// <summary>ln of the density at z.</summary>
    public static double LogDensity(double z) => (-0.5 * z * z) - LogRoot;
}
