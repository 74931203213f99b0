namespace AdaptiveML.Learners.Comodulation;

/// <summary>Where the couplings of a new task begin.</summary>
internal enum CouplingStart
{
    /// <summary>All at 1.</summary>
    One,

    /// <summary>At the mean of the primary tasks' parameters; at 1 where there are none.</summary>
    PrimaryMean,

    /// <summary>
    /// In proportion to how far a unit tells the classes apart: the largest |mean of a class − mean of the rest| in pooled deviations; mean 1.
    /// </summary>
    Discriminability,

    /// <summary>In proportion to a unit's largest |correlation| with a class; mean 1.</summary>
    LabelCorrelation,

    /// <summary>In proportion to a unit's correlation ratio η, the root of the variance between classes over all variance; mean 1.</summary>
    CorrelationRatio,
}
