using System.Runtime.InteropServices;

namespace AdaptiveML.Learners;

/// <summary>
/// Divides rows into those to learn from and those to judge by, by what the rows hold and not by where they lie: rows that are the same lie on the same side,
/// whatever the order of the rows, and every class gives its share.
/// </summary>
internal static class HoldOut
{
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

    /// <summary>A number that rows of the same bits share, and others hardly ever: every word stirred in by the finaliser of SplitMix64.</summary>
    private static ulong Hash(ReadOnlySpan<double> row)
    {
        ulong hash = 0;
        foreach (ulong word in MemoryMarshal.Cast<double, ulong>(row))
        {
            hash += word + 0x9E3779B97F4A7C15;
            hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
            hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
            hash ^= hash >> 31;
        }

        return hash;
    }
}
