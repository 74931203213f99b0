using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>
/// Finds gaps between the times of rows that lie as if rows had been taken out at random, as by <c>TrainTestSplit</c> and <c>CrossValidate</c>: all steps are
/// multiples of one; a share p of them are that step, p (1 − p) twice it and p (1 − p)² three times; and gaps follow gaps no more often than others do.
/// </summary>
/// <remarks>A recorder that loses rows at random leaves the same. Where times are not on a grid, or stretches were taken out, nothing is seen.</remarks>
internal static class ScatteredGaps
{
    private const int FewestSteps = 200;
    private const double SmallestShare = 0.02;
    private const double Errors = 3, Slack = 0.01;

    /// <summary>The number of such gaps; 0 where they are none, or not such.</summary>
    public static long Count(TrainingRows<float> rows)
    {
        long[] steps = Steps(rows);
        long grid = steps.Aggregate(0L, GreatestCommonDivisor);
        if (steps.Length < FewestSteps || grid == 0)
        {
            return 0;
        }

        double ones = Share(steps, grid), gaps = 1 - ones;
        long inARow = 0;
        for (int i = 1; i < steps.Length; i++)
        {
            inARow += steps[i] > grid && steps[i - 1] > grid ? 1 : 0;
        }

        bool isRandom = gaps is >= SmallestShare and <= 1 - SmallestShare
            && IsAbout(Share(steps, 2 * grid), ones * gaps, steps.Length)
            && IsAbout(Share(steps, 3 * grid), ones * gaps * gaps, steps.Length)
            && IsAbout((double)inARow / (steps.Length - 1), gaps * gaps, steps.Length);
        return isRandom ? steps.LongCount(step => step > grid) : 0;
    }

    private static long[] Steps(TrainingRows<float> rows)
    {
        var latest = new Dictionary<SequenceKey, long>();
        var steps = new List<long>();
        for (int i = 0; i < rows.Count; i++)
        {
            var row = rows.Context(i);
            if (row.Time is not { } time)
            {
                continue;
            }

            if (latest.TryGetValue(row.Sequence, out long before) && time > before)
            {
                steps.Add(time - before);
            }

            latest[row.Sequence] = time;
        }

        return [.. steps];
    }

    private static double Share(long[] steps, long step) => (double)steps.LongCount(each => each == step) / steps.Length;

    private static bool IsAbout(double share, double expected, int count) =>
        Math.Abs(share - expected) <= (Errors * Math.Sqrt(expected * (1 - expected) / count)) + Slack;

    private static long GreatestCommonDivisor(long a, long b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }
}
