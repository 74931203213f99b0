namespace AdaptiveML.Learners.LruForecasting;

/// <summary>
/// Looks for the rhythms of series by the analysis of variance: of what a series is above its mean of one season around, how much do the places in the season
/// tell?
/// <code>
/// x_t = y_t − mean(y over a season around t)      F = (variance between the places / ν₁) / (variance within them / ν₂)      z = Paulson's normal value of F
/// </code>
/// </summary>
/// <remarks>
/// <para>Seasons that clocks and calendars know (4, 7, 12, 24, 48, 52, 96, 144, 168, 288, 336, 365, 672, 1440 rows) are found where z is above 3, any other
/// where it is above 6. Neighbouring places are alike, so ν₁ counts at most six of them. What the mean course of the
/// first tells is taken off before a second is looked for: one of clocks, or a multiple. Where there is none, and the first is a long one, a part of it that
/// tells a quarter as much is found too. A season is looked for where there are at least three of it; of many series the sixteen longest are looked at, of long
/// ones the last 20,000 rows.</para>
/// <para>E. Paulson, "An approximate normalization of the analysis of variance distribution", Annals of Mathematical Statistics 13, 1942.</para>
/// </remarks>
internal static class SeasonSearch
{
    private const int Longest = 1440, FewestSeasons = 3, MostRows = 20_000, MostPlaces = 6, MostSeasons = 2, MostSeries = 16, ShortestWithin = 7;
    private const double ZOfClocks = 3, ZOfOthers = 6, TellsEnough = 0.25, NearlyAll = 0.8, TellsBeside = 0.1, Winsor = 6;

    private static readonly HashSet<int> Clocks = [4, 7, 12, 24, 48, 52, 96, 144, 168, 288, 336, 365, 672, 1440];

    /// <summary>Finds the seasons that series have in common.</summary>
    /// <param name="series">The series, each in time order; a value that is not finite is taken for the one before.</param>
    /// <returns>Rows of each season, the longest last; none where nothing was found.</returns>
    public static IReadOnlyList<int> Find(IReadOnlyList<double[]> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        var rest = series.OrderByDescending(values => values.Length).Take(MostSeries).Select(Filled).Where(values => values.Length > 0).ToList();
        SortedSet<int> found = [];
        Finding shorter = default;
        while (found.Count < MostSeasons && rest.Count > 0 && Best(rest, found) is { Period: > 0 } best && found.Add(best.Period))
        {
            shorter = shorter.Period > 0 ? shorter : Within(rest, best);
            rest = [.. rest.Select(values => Without(values, best.Period))];
        }

        if (found.Count == 1 && shorter.Period > 0)
        {
            found.Add(shorter.Period);
        }

        return [.. found];
    }

    /// <summary>Whether a season may come beside those that are found: as one of clocks or a multiple of these, and not as a part of these.</summary>
    private static bool MayJoin(int period, SortedSet<int> found) =>
        found.Count == 0 || (found.All(other => other % period != 0) && (Clocks.Contains(period) || found.All(other => period % other == 0)));

    /// <summary>The shortest season that divides another and tells nearly all that any such tells, if that is a good part of what the other does.</summary>
    private static Finding Within(List<double[]> series, Finding season)
    {
        var parts = Clocks.Where(period => season.Period > ForecastFeatures.LongestWhole && period >= ShortestWithin && period < season.Period
            && season.Period % period == 0).Order().Select(period => Examine(series, period))
            .Where(part => part.Z > ZOfClocks && part.Share > TellsEnough * season.Share).ToArray();
        return Array.Find(parts, part => part.Share > NearlyAll * parts.Max(other => other.Share));
    }

    private static Finding Best(List<double[]> series, SortedSet<int> found)
    {
        int longest = Math.Min(Longest, series.Max(values => values.Length) / FewestSeasons);
        Finding best = default;
        double evidence = 1;
        for (int period = 2; period <= longest; period++)
        {
            if (MayJoin(period, found) && Examine(series, period) is var finding && finding.Z > evidence * (Clocks.Contains(period) ? ZOfClocks : ZOfOthers)
                && (found.All(other => period % other == 0) || finding.Share > TellsBeside))
            {
                (best, evidence) = (finding, finding.Z / (Clocks.Contains(period) ? ZOfClocks : ZOfOthers));
            }
        }

        return best;
    }

    /// <summary>
    /// Mean evidence and mean share of variance of a season over all series that are long enough; where there are many, evidence counts up to double.
    /// </summary>
    private static Finding Examine(List<double[]> series, int period)
    {
        double z = 0, share = 0;
        int count = 0;
        foreach (double[] values in series)
        {
            if (values.Length >= FewestSeasons * period)
            {
                var one = Examine(values, period);
                (z, share, count) = (z + one.Z, share + one.Share, count + 1);
            }
        }

        return count == 0 ? default : new(period, z / count * Math.Min(Math.Sqrt(count), 2), share / count);
    }

    private static Finding Examine(double[] values, int period)
    {
        double[] x = Detrended(values, period), sums = new double[period];
        int[] counts = new int[period];
        double squares = 0;
        for (int t = 0; t < x.Length; t++)
        {
            sums[t % period] += x[t];
            counts[t % period]++;
            squares += x[t] * x[t];
        }

        double mean = sums.Sum() / x.Length, total = squares - (x.Length * mean * mean), between = 0;
        for (int place = 0; place < period; place++)
        {
            double above = (sums[place] / counts[place]) - mean;
            between += counts[place] * above * above;
        }

        if (!(total > 0))
        {
            return default;
        }

        double share = Math.Min(between / total, 1 - 1e-12), first = Math.Min(period - 1, MostPlaces), second = first * ((double)x.Length / period - 1);
        return new(period, Normal(share / (1 - share) * ((double)x.Length / period - 1), first, second), share);
    }

    /// <summary>Paulson's normal value of an F with its degrees of freedom.</summary>
    private static double Normal(double f, double first, double second)
    {
        double root = Math.Cbrt(f), a = 2 / (9 * first), b = 2 / (9 * second);
        return (((1 - b) * root) - (1 - a)) / Math.Sqrt((b * root * root) + a);
    }

    /// <summary>What values are above their mean over one season around, cut at a few times its mean size; half a season is lost at both ends.</summary>
    private static double[] Detrended(double[] values, int period)
    {
        double[] x = new double[values.Length - period + 1 - (period % 2 == 0 ? 1 : 0)];
        double sum = values.Take(period).Sum();
        for (int t = 0; t < x.Length; t++)
        {
            // Over an even season the values at both ends count half.
            double mean = period % 2 == 0 ? (sum + (0.5 * (values[t + period] - values[t]))) / period : sum / period;
            x[t] = values[t + (period / 2)] - mean;
            sum += t + period < values.Length ? values[t + period] - values[t] : 0;
        }

        double limit = Winsor * x.Average(Math.Abs);
        return Array.ConvertAll(x, value => Math.Clamp(value, -limit, limit));
    }

    /// <summary>Values without their mean course of a season.</summary>
    private static double[] Without(double[] values, int period)
    {
        if (values.Length < FewestSeasons * period)
        {
            return values;
        }

        double[] x = Detrended(values, period), course = new double[period];
        for (int place = 0; place < period; place++)
        {
            int[] rows = [.. Enumerable.Range(0, x.Length).Where(t => (t + (period / 2)) % period == place)];
            course[place] = rows.Average(t => x[t]);
        }

        return [.. values.Select((value, t) => value - course[t % period])];
    }

    /// <summary>The last rows of a series without gaps; none where it never moves.</summary>
    private static double[] Filled(double[] values)
    {
        double last = Array.Find(values, double.IsFinite);
        double[] filled = Array.ConvertAll(values, value => last = double.IsFinite(value) ? value : last);
        return filled.Distinct().Skip(1).Any() ? Winsorized(filled[Math.Max(0, filled.Length - MostRows)..]) : [];
    }

    /// <summary>Values cut at a few times what three quarters of them are within of the median.</summary>
    private static double[] Winsorized(double[] values)
    {
        double median = Quantile(values, 0.5), most = Quantile([.. values.Select(value => Math.Abs(value - median))], 0.75);
        double limit = most > 0 ? Winsor * most : double.PositiveInfinity;
        return Array.ConvertAll(values, value => Math.Clamp(value, median - limit, median + limit));
    }

    private static double Quantile(double[] values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted[(int)(share * (sorted.Length - 1))];
    }

    private readonly record struct Finding(int Period, double Z, double Share);
}
