using System.Numerics;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// The factors that a modulator multiplies units by (C. Haimerl, C. Savin and E. P. Simoncelli, "Flexible information routing in neural populations through
/// stochastic comodulation", NeurIPS 2019).
/// </summary>
internal static class Modulation
{
    /// <summary>The factor of each unit.</summary>
    /// <param name="kind">Exponential or linear.</param>
    /// <param name="coupling">c.</param>
    /// <param name="modulator">m; at 0 with variance 0 every factor is exactly 1.</param>
    /// <param name="variance">v, which the linear factor has no use for.</param>
    /// <param name="factor">Receives the factors.</param>
    public static void Fill<T>(ModulationKind kind, ReadOnlySpan<T> coupling, T modulator, T variance, Span<T> factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T half = variance / (T.One + T.One);
        for (int i = 0; i < coupling.Length; i++)
        {
            T c = coupling[i];
            factor[i] = kind == ModulationKind.Linear ? T.FusedMultiplyAdd(modulator, c, T.One) : (modulator * c) - (half * c * c);
        }

        if (kind == ModulationKind.Exponential)
        {
            Elementary.Exp(factor, factor);
        }
    }

    /// <summary>The variance of draws, Σ (m − mean)² / (n − 1); 0 for a single one.</summary>
    public static T Variance<T>(ReadOnlySpan<T> draws)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double mean = 0, squares = 0;
        for (int i = 0; i < draws.Length; i++)
        {
            double difference = double.CreateTruncating(draws[i]) - mean;
            mean += difference / (i + 1);
            squares += difference * (double.CreateTruncating(draws[i]) - mean);
        }

        return T.CreateTruncating(draws.Length > 1 ? squares / (draws.Length - 1) : 0);
    }
}
