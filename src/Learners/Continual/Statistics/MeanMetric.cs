namespace AdaptiveML.Learners.Continual;

/// <summary>How near a row is to the mean of a class.</summary>
internal enum MeanMetric
{
    /// <summary>−|x − μ|².</summary>
    Euclidean,

    /// <summary>Cosine of the angle between x and μ.</summary>
    Cosine,
}
