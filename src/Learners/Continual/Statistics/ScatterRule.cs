using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.Continual;

/// <summary>What a saved matrix that was summed of rows, Σ ω (x − μ)(x − μ)ᵀ, must be.</summary>
internal static class ScatterRule
{
    /// <summary>Inputs that a learner sees lie within this, so that no square overflows.</summary>
    public const double Farthest = 1e100;

    /// <summary>What it is if it is one.</summary>
    public const string What = "a sum of squares: finite, and positive semi-definite";

    /// <summary>Share of the largest variance up to which rounding may have made another negative.</summary>
    private const double Rounding = 1e-6;

    /// <summary>
    /// What it is if no variance is negative, and no covariance larger than its variances allow: what a matrix is asked for that is too large to be factored.
    /// </summary>
    public const string Bounded = "a sum of squares: finite, and no covariance larger than its variances allow";

    /// <summary>Whether a matrix is one as far as each covariance by itself tells, up to rounding.</summary>
    /// <param name="square">The upper triangle, [size, size in whole tiles].</param>
    /// <param name="size">Rows and columns.</param>
    public static bool IsBounded(ReadOnlySpan<double> square, int size)
    {
        int length = Tile.Pad(size);
        for (int i = 0; i < size; i++)
        {
            double variance = square[(i * length) + i];
            if (!(variance >= 0 && variance <= Farthest))
            {
                return false;
            }

            for (int j = 0; j < i; j++)
            {
                double covariance = square[(j * length) + i], other = square[(j * length) + j];
                if (!(Math.Abs(covariance) <= (1 + Rounding) * Math.Sqrt(variance) * Math.Sqrt(other)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Whether a matrix is one, up to rounding: finite, and positive semi-definite.</summary>
    /// <param name="square">The upper triangle, [size, size in whole tiles].</param>
    /// <param name="size">Rows and columns.</param>
    public static bool IsSum(ReadOnlySpan<double> square, int size)
    {
        int length = Tile.Pad(size);
        double largest = 0;
        for (int i = 0; i < size; i++)
        {
            double variance = square[(i * length) + i];
            if (!(variance >= 0 && variance <= Farthest))
            {
                return false;
            }

            largest = Math.Max(largest, variance);
        }

        double[] factor = square.ToArray();
        for (int i = 0; i < size; i++)
        {
            // A matrix of zeros becomes the identity.
            factor[(i * length) + i] += largest > 0 ? Rounding * largest : 1;
        }

        return Cholesky.Factor(factor, size);
    }
}
