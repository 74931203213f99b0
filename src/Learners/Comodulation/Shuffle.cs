using AdaptiveML.Kernels;

namespace AdaptiveML.Learners;

/// <summary>Random orders (R. Durstenfeld, "Algorithm 235: random permutation", 1964).</summary>
internal static class Shuffle
{
    /// <summary>Brings items into a random order.</summary>
    public static void Apply<TItem>(Span<TItem> items, Xoshiro256 random)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = (int)(random.NextUniform() * (i + 1));
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
