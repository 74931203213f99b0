using AdaptiveML.Kernels;

namespace AdaptiveML.Streams;

/// <summary>Thresholds of cumulative sums from how seldom they may alarm.</summary>
internal static class RunLength
{
    /// <summary>
    /// The threshold h at which max(0, S + x − k) over standard normal x takes so many values on average to reach h.
    /// <code>
    /// length = (exp(2 k b) − 2 k b − 1) / (2 k²)      h = b − 1.166
    /// </code>
    /// </summary>
    /// <remarks>D. Siegmund, "Sequential Analysis", 1985, page 27.</remarks>
    public static double Threshold(double drift, double length)
    {
        double low = 0, high = 1000;
        for (int i = 0; i < 60; i++)
        {
            double b = 0.5 * (low + high), exponent = Math.Min(2 * drift * b, 700);
            bool isShort = (Elementary.Exp(exponent) - exponent - 1) / (2 * drift * drift) < length;
            (low, high) = isShort ? (b, high) : (low, b);
        }

        return Math.Max(low - 1.166, 0.5);
    }
}
