namespace AdaptiveML.Learners.Baselines;

/// <summary>The values of one input in the rows of one class of a leaf. Blittable, all of one kind: a row of a learner's memory.</summary>
internal struct FeatureMoments
{
    /// <summary>Variance below which a class would have but one value, in squared deviations of the inputs.</summary>
    private const double SmallestVariance = 1e-8;

    public double Mean;
    public double Squares;
    public double Smallest;
    public double Largest;

    /// <summary>Whether all of them are finite.</summary>
    public readonly bool IsFinite => double.IsFinite(Mean) && double.IsFinite(Squares) && double.IsFinite(Smallest) && double.IsFinite(Largest);

    /// <summary>Takes a value in.</summary>
    /// <param name="value">The value.</param>
    /// <param name="weight">Its weight.</param>
    /// <param name="total">Weight of all values, this one included.</param>
    public void Add(double value, double weight, double total)
    {
        bool isFirst = weight >= total;
        double difference = value - Mean;
        Mean += difference * (weight / total);
        Squares += weight * difference * (value - Mean);
        (Smallest, Largest) = isFirst ? (value, value) : (Math.Min(Smallest, value), Math.Max(Largest, value));
    }

    /// <summary>ln of the normal density at a value.</summary>
    public readonly double LogDensity(double value, double total)
    {
        double deviation = Deviation(total);
        return NormalDistribution.LogDensity((value - Mean) / deviation) - Kernels.Elementary.Log(deviation);
    }

    /// <summary>The share of the values that are at most a threshold.</summary>
    public readonly double ShareBelow(double threshold, double total) =>
        threshold < Smallest ? 0 : threshold >= Largest ? 1 : NormalDistribution.Cumulative((threshold - Mean) / Deviation(total));

    private readonly double Deviation(double total) => Math.Sqrt(Math.Max(Squares / Math.Max(total - 1, 1), SmallestVariance));
}
