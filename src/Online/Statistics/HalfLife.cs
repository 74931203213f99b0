using AdaptiveML.Kernels;

namespace AdaptiveML.Online;

/// <summary>How quickly running numbers forget.</summary>
internal static class HalfLife
{
    /// <summary>The share 1 − 2^(−1 / half-life) with which a new row counts where older ones are to count half after so many rows.</summary>
    public static double Rate(double halfLife) => Elementary.OneMinusExp(Elementary.Ln2 / halfLife);
}
