using System.Diagnostics;
using System.Numerics;

namespace AdaptiveML.Streams;

/// <summary>How long rows took: counts by time, in steps of a sixteenth. Nothing is allocated a row.</summary>
internal sealed class Latencies
{
    private const int Parts = 16;

    private readonly long[] _counts = new long[64 * Parts];
    private long _rows;

    /// <summary>Takes a row in.</summary>
    /// <param name="ticks">Its time: ticks of <see cref="Stopwatch"/>.</param>
    public void Add(long ticks)
    {
        _counts[Place((ulong)Math.Max(ticks, 0))]++;
        _rows++;
    }

    /// <summary>The time within which a share of the rows were done, in microseconds, to a sixteenth; NaN before the first.</summary>
    public double Quantile(double share)
    {
        long before = 0;
        for (int place = 0; place < _counts.Length; place++)
        {
            before += _counts[place];
            if (before > 0 && before >= share * _rows)
            {
                return Ticks(place) * 1e6 / Stopwatch.Frequency;
            }
        }

        return double.NaN;
    }

    private static int Place(ulong ticks)
    {
        int shift = Math.Max(0, 59 - BitOperations.LeadingZeroCount(ticks | 1));
        return (shift * Parts) + (int)(ticks >> shift);
    }

    /// <summary>The middle of the times that are counted at a place.</summary>
    private static double Ticks(int place)
    {
        int shift = Math.Max(0, (place / Parts) - 1);
        return ((place - (shift * Parts)) + (shift == 0 ? 0 : 0.5)) * (1UL << shift);
    }
}
