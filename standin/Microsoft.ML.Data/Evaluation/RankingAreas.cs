namespace Microsoft.ML.Data;

// The areas under the curves that a threshold draws which sinks from the highest score to the lowest.
internal static class RankingAreas
{
    // The share of the pairs of a positive and a negative that are in the right order; a tie counts half.
    public static double UnderRocCurve(IReadOnlyCollection<(bool IsPositive, float Score)> scored)
    {
        double positives = scored.Count(row => row.IsPositive), negatives = scored.Count - positives;
        if (positives == 0)
            throw Errors.BadArgument("PosSample", "AUC is not defined when there is no positive class in the data");
        if (negatives == 0)
            throw Errors.BadArgument("NegSample", "AUC is not defined when there is no negative class in the data");

        double above = 0, pairs = 0;
        foreach (var tied in scored.GroupBy(row => row.Score).OrderByDescending(group => group.Key))
        {
            double here = tied.Count(row => row.IsPositive);
            pairs += (above + here / 2) * (tied.Count() - here);
            above += here;
        }

        return pairs / (positives * negatives);
    }

    // Trapezoids over each step of the recall, from the precision just before it to that behind it. Ties are taken in the order of the rows.
    public static double UnderPrecisionRecallCurve(IReadOnlyCollection<(bool IsPositive, float Score)> scored)
    {
        double positives = scored.Count(row => row.IsPositive), hits = 0, taken = 0, precision = 1, area = 0;
        foreach (var (isPositive, _) in scored.OrderByDescending(row => row.Score))
        {
            var before = precision;
            taken++;
            hits += isPositive ? 1 : 0;
            precision = hits / taken;
            area += isPositive ? (before + precision) / 2 / positives : 0;
        }

        return area;
    }
}
