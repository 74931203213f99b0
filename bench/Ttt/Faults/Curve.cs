namespace AdaptiveML.Benchmarks.Ttt.Faults;

/// <summary>The receiver operating characteristic.</summary>
internal static class Curve
{
    /// <summary>The chance that a score of the first kind is above one of the second; half where they are equal.</summary>
    public static double Area(IReadOnlyCollection<double> raised, IReadOnlyCollection<double> usual)
    {
        double ranks = 0;
        int place = 0;
        foreach (var equal in raised.Select(score => (score, IsRaised: true)).Concat(usual.Select(score => (score, IsRaised: false)))
            .GroupBy(item => item.score).OrderBy(group => group.Key))
        {
            int count = equal.Count();
            ranks += equal.Count(item => item.IsRaised) * (place + ((count + 1) / 2.0));
            place += count;
        }

        return (ranks - (raised.Count * (raised.Count + 1.0) / 2)) / ((double)raised.Count * usual.Count);
    }
}
