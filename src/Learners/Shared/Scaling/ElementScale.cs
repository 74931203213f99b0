using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>The running scale of one element, the one it had before, and what has been seen beyond its limit. Blittable, a field of a learner's
/// memory.</summary>
internal struct ElementScale
{
    public double Mean;
    public double Variance;

    /// <summary>Values since the scale began anew; 0 for the scale of the fit.</summary>
    public double Count;

    public double MeanBefore;
    public double VarianceBefore;

    /// <summary>Values on end that fit the scale of before and not this one.</summary>
    public double BackRows;

    /// <summary>Values on end beyond the limit, their mean, and the sum of their squared deviations from it.</summary>
    public double FarRows;
    public double FarMean;
    public double FarSquares;

    /// <summary>Values on end beyond the limit with which a scale begins anew, and in the scale of before after which that is back.</summary>
    private const double Patience = 24, BackAfter = 4;

    /// <summary>Deviations within which a value fits a scale, and how many times smaller a deviation tells a scale from another.</summary>
    private const double Fitting = 4, Smaller = 3;

    /// <summary>How far two variances may lie apart and still be of one unit.</summary>
    private const double SameUnit = 100;

    /// <summary>Whether all that is counted is.</summary>
    public readonly bool HasCounts => FieldRules.IsCount(Count) && FieldRules.IsCount(BackRows) && FieldRules.IsCount(FarRows);

    /// <summary>Takes a value in.</summary>
    /// <param name="value">The value.</param>
    /// <param name="limit">Deviations up to which it counts.</param>
    /// <param name="smallestVariance">Added to the variance.</param>
    /// <param name="rate">Of the running moments.</param>
    public void Update(double value, double limit, double smallestVariance, double rate)
    {
        double difference = value - Mean, room = limit * Math.Sqrt(Variance + smallestVariance);
        bool isFar = Math.Abs(difference) > room;
        if (ComesBack(value, difference) || (isFar && BeginsAnew(value)))
        {
            return;
        }

        FarRows = isFar ? FarRows : 0;
        Count += Count > 0 ? 1 : 0;
        RunningMoments.Update(ref Mean, ref Variance, Math.Clamp(difference, -room, room), Count > 0 ? Math.Max(rate, 1 / Count) : rate);
    }

    /// <summary>Whether the values have come back to the scale of before, which is that of now from here on.</summary>
    private bool ComesBack(double value, double difference)
    {
        double differenceBefore = value - MeanBefore;
        bool fits = differenceBefore * differenceBefore <= Fitting * Fitting * VarianceBefore;
        bool tells = Smaller * Smaller * VarianceBefore < Variance || difference * difference > Fitting * Fitting * Variance;
        BackRows = fits && tells ? BackRows + 1 : 0;
        if (BackRows < BackAfter)
        {
            return false;
        }

        (Mean, MeanBefore, Variance, VarianceBefore) = (MeanBefore, Mean, VarianceBefore, Variance);
        (Count, BackRows, FarRows) = (0, 0, 0);
        return true;
    }

    /// <summary>Counts a value beyond the limit; true where the scale begins anew with it.</summary>
    private bool BeginsAnew(double value)
    {
        (FarMean, FarSquares) = FarRows == 0 ? (0, 0) : (FarMean, FarSquares);
        double difference = value - FarMean;
        FarMean += difference / ++FarRows;
        FarSquares += difference * (value - FarMean);
        if (FarRows < Patience)
        {
            return false;
        }

        double far = FarSquares / FarRows;
        (MeanBefore, VarianceBefore) = (Mean, Variance);
        Mean = FarMean;
        Variance = far > 0 && (far > Variance * SameUnit || far * SameUnit < Variance) ? far : Variance;
        (Count, FarRows) = (FarRows, 0);
        return true;
    }
}
