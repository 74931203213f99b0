using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.Continual;

/// <summary>Puts a few parameters back to what they were when the task began (CoTTA: Q. Wang et al., CVPR 2022).</summary>
internal static class StochasticRestoration
{
    /// <summary>Chooses each element with a probability.</summary>
    public static void Draw(Span<bool> chosen, double probability, Xoshiro256 random)
    {
        foreach (ref bool element in chosen)
        {
            element = random.NextUniform() < probability;
        }
    }

    /// <summary>Puts the chosen elements back.</summary>
    public static void Restore(Span<double> values, ReadOnlySpan<double> start, ReadOnlySpan<bool> chosen)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = chosen[i] ? start[i] : values[i];
        }
    }
}
