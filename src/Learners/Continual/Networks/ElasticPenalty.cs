namespace AdaptiveML.Learners.Continual;

/// <summary>λ/2 Σ F (w − w*)².</summary>
internal static class ElasticPenalty
{
    /// <summary>Adds <paramref name="factor"/> F (w − w*), the gradient times the factor over λ.</summary>
    public static void AddGradient(
        double factor, ReadOnlySpan<double> importance, ReadOnlySpan<double> anchor, ReadOnlySpan<double> values, Span<double> gradient)
    {
        for (int i = 0; i < values.Length; i++)
        {
            gradient[i] = double.FusedMultiplyAdd(factor * importance[i], values[i] - anchor[i], gradient[i]);
        }
    }

    /// <summary>F ← F + g² / n, a row's part of the diagonal of the empirical Fisher information.</summary>
    public static void AddImportance(ReadOnlySpan<double> gradient, double share, Span<double> importance)
    {
        for (int i = 0; i < gradient.Length; i++)
        {
            importance[i] = double.FusedMultiplyAdd(share * gradient[i], gradient[i], importance[i]);
        }
    }
}
