using AdaptiveML.Online;

namespace AdaptiveML.Learners.Trials;

/// <summary>
/// The differences between the losses of two contestants, row by row, brought to a scale of their own and to −1 … 1: their scale, and how much each follows the
/// one before, of the last thousand rows. All is of the rows before the present one.
/// </summary>
internal struct PairDifference
{
    /// <summary>A difference of so many usual ones counts 1; beyond that a mean is not the mean any more, but of what was cut off.</summary>
    public const double Cap = 14;

    private const double Memory = 1000;

    /// <summary>The dependence that blocks are made for at most: then they have 149 rows.</summary>
    private const double LargestCorrelation = 0.98;

    private double _rows;
    private double _scale;
    private double _mean;
    private double _variance;
    private double _covariance;
    private double _last;

    /// <summary>Rows that were taken in.</summary>
    public readonly double Rows => _rows;

    /// <summary>
    /// Rows of which a mean is taken, so that the means of one block and the next hardly follow each other: 1.5 (1 + ρ) / (1 − ρ), where ρ is the correlation
    /// of one row with the next and two standard errors.
    /// </summary>
    public readonly int BlockLength
    {
        get
        {
            double correlation = _variance > 0 ? _covariance / _variance : 0;
            double most = Math.Clamp(correlation + (2 / Math.Sqrt(Math.Min(_rows, Memory))), 0, LargestCorrelation);
            return (int)Math.Ceiling(1.5 * (1 + most) / (1 - most));
        }
    }

    /// <summary>Whether this can have been measured.</summary>
    public readonly bool IsMeasured => FieldRules.IsCount(_rows) && _scale >= 0 && _variance >= 0;

    /// <summary>Takes the losses of a row in; one that is NaN is a missing answer, the worst there is.</summary>
    /// <returns>Their difference on its scale, from −1 to 1; 0 where both are missing.</returns>
    public double Take(double first, double second)
    {
        if (double.IsNaN(first) || double.IsNaN(second))
        {
            return (double.IsNaN(first) ? 1 : 0) - (double.IsNaN(second) ? 1 : 0);
        }

        double difference = first - second;
        double size = Math.Abs(difference);
        double share = 1 / Math.Min(++_rows, Memory);
        double scaled = _scale > 0 ? Math.Clamp(difference / (Cap * _scale), -1, 1) : Math.Sign(difference);
        _scale = _scale > 0 ? _scale + (share * (Math.Min(size, Cap * _scale) - _scale)) : Math.Min(size, double.MaxValue / Cap / 2);
        double before = _last - _mean, now = scaled - _mean;
        _variance += share * ((now * now) - _variance);
        _covariance += share * ((now * before) - _covariance);
        _mean += share * (scaled - _mean);
        _last = scaled;
        return scaled;
    }
}
