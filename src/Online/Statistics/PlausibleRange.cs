namespace AdaptiveML.Online;

/// <summary>Where the values of a recording may lie, so that wild ones have no say in its scale.</summary>
internal static class PlausibleRange
{
    private const int FewestToTrim = 12;

    /// <summary>
    /// Of a middle of the values, the share left out on either side, and how many of its widths around it are plausible: few wild values are found by the
    /// first, up to a tenth of all by the second, which the tails of no usual distribution reach.
    /// </summary>
    private static readonly (double Trimmed, double Room)[] Middles = [(0.005, 5), (0.1, 20)];

    /// <summary>
    /// What lies within so many widths of the middle of the values, of which at least the lowest and the highest are left out. Everything, where the middle is
    /// a single value, or there are fewer than twelve.
    /// </summary>
    /// <param name="values">The values, none NaN; are sorted.</param>
    public static (double Lowest, double Highest) Of(List<double> values)
    {
        var (lowest, highest) = (double.NegativeInfinity, double.PositiveInfinity);
        if (values.Count < FewestToTrim)
        {
            return (lowest, highest);
        }

        values.Sort();
        foreach (var (share, room) in Middles)
        {
            int trimmed = Math.Max(1, (int)(share * values.Count));
            double low = values[trimmed], high = values[^(trimmed + 1)], width = high - low;
            if (width > 0)
            {
                (lowest, highest) = (Math.Max(lowest, low - (room * width)), Math.Min(highest, high + (room * width)));
            }
        }

        return (lowest, highest);
    }
}
