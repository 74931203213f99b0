using System.Numerics;

namespace AdaptiveML.Learners;

/// <summary>
/// Divides rows into parts to hold back, by a hash of what the rows hold: neither their order nor a row that comes twice tells a part what is in another. Each
/// stratum, such as a class, is spread evenly over the parts.
/// </summary>
internal static class HoldOut
{
    /// <summary>A hash of a row's elements; 0 and −0 are the same.</summary>
    public static ulong Hash<T>(ReadOnlySpan<T> content)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ulong hash = 0;
        foreach (T element in content)
        {
            hash = Mix(hash + BitConverter.DoubleToUInt64Bits(double.CreateTruncating(element) + 0.0));
        }

        return hash;
    }

    /// <summary>The parts: the rows of each, in an order that their contents and the seed alone decide.</summary>
    /// <param name="contents">A hash of each row's content; rows of the same go into the same part.</param>
    /// <param name="strata">The stratum of each row; where rows of one content are of several, the first counts.</param>
    /// <param name="parts">Number of parts, at least 1; those that no row is left for are empty.</param>
    /// <param name="seed">Another seed, other parts.</param>
    public static int[][] Divide(IReadOnlyList<ulong> contents, IReadOnlyList<ulong> strata, int parts, ulong seed)
    {
        var groups = Groups(contents, strata, seed);
        return [.. Enumerable.Range(0, parts).Select(
            part => groups.Where((_, i) => i % parts == part).OrderBy(group => group.Place).SelectMany(group => group.Rows).ToArray())];
    }

    /// <summary>The rows of a share of the contents, the same share of each stratum.</summary>
    /// <param name="contents">A hash of each row's content; all rows of the same are drawn, or none.</param>
    /// <param name="strata">The stratum of each row.</param>
    /// <param name="share">The share, from 0 to 1.</param>
    /// <param name="seed">Another seed, other rows.</param>
    public static int[] Draw(IReadOnlyList<ulong> contents, IReadOnlyList<ulong> strata, double share, ulong seed) =>
        [.. Groups(contents, strata, seed)
            .Where((_, i) => Math.Floor(((i + 1) * share) + 0.5) > Math.Floor((i * share) + 0.5))
            .SelectMany(group => group.Rows)];

    /// <summary>The rows of each content, the strata one after the other.</summary>
    private static (int[] Rows, ulong Stratum, ulong Place)[] Groups(IReadOnlyList<ulong> contents, IReadOnlyList<ulong> strata, ulong seed) =>
        [.. Enumerable.Range(0, contents.Count)
            .GroupBy(row => contents[row])
            .Select(group => (Rows: group.ToArray(), Stratum: group.Min(row => strata[row]), Place: Mix(group.Key ^ Mix(seed))))
            .OrderBy(group => group.Stratum)
            .ThenBy(group => group.Place)];

    /// <summary>The last steps of SplitMix64: neighbours end far apart.</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
