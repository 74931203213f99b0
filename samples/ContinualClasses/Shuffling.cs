using AdaptiveML.Kernels;

namespace ContinualClasses;

/// <summary>Puts things in a random order that is the same everywhere.</summary>
internal static class Shuffling
{
    public static T[] Shuffle<T>(T[] items, Xoshiro256 random)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int other = (int)(random.NextUniform() * (i + 1));
            (items[i], items[other]) = (items[other], items[i]);
        }

        return items;
    }
}
