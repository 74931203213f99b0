using System.Numerics;

namespace AdaptiveML.Kernels;

/// <summary>Taylor coefficients and range-reduction constants for an element type; a series is as long as the type's precision needs.</summary>
internal static class Coefficients<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly bool Single = typeof(T) == typeof(float);

    /// <summary>1.5 · 2^(mantissa bits): adding and subtracting it rounds to the nearest integer.</summary>
    public static readonly T Rounder = T.CreateTruncating(Single ? 12582912.0 : 6755399441055744.0);

    /// <summary>(e^r − 1) / r = Σ r^k / (k+1)!, for |r| ≤ ½ ln 2.</summary>
    public static readonly T[] ExpM1 = InverseFactorials(first: 1, step: 1, count: Single ? 7 : 13, alternating: false);

    /// <summary>sin(r) / r in powers of r², for |r| ≤ π/4.</summary>
    public static readonly T[] Sine = InverseFactorials(first: 1, step: 2, count: Single ? 5 : 9, alternating: true);

    /// <summary>cos(r) in powers of r², for |r| ≤ π/4.</summary>
    public static readonly T[] Cosine = InverseFactorials(first: 0, step: 2, count: Single ? 6 : 10, alternating: true);

    /// <summary>1 / ln 2.</summary>
    public static readonly T InverseLn2 = T.CreateTruncating(1.4426950408889634);

    /// <summary>ln 2 to the type's precision, and what that leaves out.</summary>
    public static readonly T Ln2High = T.CreateTruncating(Elementary.Ln2);

    /// <inheritdoc cref="Ln2High"/>
    public static readonly T Ln2Low = T.CreateTruncating(Single ? Elementary.Ln2 - (double)0.6931472f : 2.3190468138462996e-17);

    /// <summary>2 / π.</summary>
    public static readonly T TwoOverPi = T.CreateTruncating(0.6366197723675814);

    /// <summary>π / 2 to the type's precision, and what that leaves out.</summary>
    public static readonly T HalfPiHigh = T.CreateTruncating(1.5707963267948966);

    /// <inheritdoc cref="HalfPiHigh"/>
    public static readonly T HalfPiLow = T.CreateTruncating(Single ? 1.5707963267948966 - (double)1.5707964f : 6.123233995736766e-17);

    /// <summary>Above it e^x is +∞.</summary>
    public static readonly T ExpOverflow = T.CreateTruncating(Single ? 88.0 : 709.0);

    /// <summary>Below it e^x is flushed to 0: no denormal is ever made.</summary>
    public static readonly T ExpUnderflow = T.CreateTruncating(Single ? -87.0 : -708.0);

    private static T[] InverseFactorials(int first, int step, int count, bool alternating)
    {
        var result = new T[count];
        double factorial = 1;
        int n = 0;
        for (int i = 0; i < count; i++)
        {
            while (n < first + (i * step))
            {
                factorial *= ++n;
            }

            result[i] = T.CreateTruncating((alternating && i % 2 == 1 ? -1 : 1) / factorial);
        }

        return result;
    }
}
