using System.Numerics;

namespace AdaptiveML.Learners;

/// <summary>
/// Divides rows into those to learn from and those to judge by, by a hash of what the rows hold and not by where they lie: rows that are the same lie on the
/// same side, whatever the order of the rows, and every class gives its share.
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

    /// <summary>The rows held out, ascending: of each class one in so many of its different rows, and never all.</summary>
    /// <param name="count">Number of rows.</param>
    /// <param name="every">Of how many different rows one is held out, at least 2.</param>
    /// <param name="label">The class of a row.</param>
    /// <param name="content">What a row holds.</param>
    public static int[] Rows(int count, int every, Func<int, int> label, RowContent content)
    {
        ulong[] hashes = [.. Enumerable.Range(0, count).Select(row => Hash(content(row)))];
        List<int> heldOut = [];
        int seen = 0;
        foreach (var rows in Enumerable.Range(0, count).GroupBy(label).OrderBy(rows => rows.Key))
        {
            var different = rows.GroupBy(row => hashes[row]).OrderBy(same => same.Key).ToArray();
            int quota = ((seen + different.Length) / every) - (seen / every);
            seen += different.Length;
            heldOut.AddRange(different.Take(Math.Min(quota, different.Length - 1)).SelectMany(same => same));
        }

        return [.. heldOut.Order()];
    }

    /// <summary>The parts: the rows of each, in an order that their contents and the seed alone decide.</summary>
    /// <param name="contents">A hash of each row's content; rows of the same go into the same part.</param>
    /// <param name="strata">The stratum of each row, such as its class; where rows of one content are of several, the first counts.</param>
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
