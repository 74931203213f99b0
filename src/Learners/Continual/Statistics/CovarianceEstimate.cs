namespace AdaptiveML.Learners.Continual;

/// <summary>How streaming linear discriminant analysis estimates the covariance that all classes share.</summary>
internal enum CovarianceEstimate
{
    /// <summary>The covariance within the classes, exactly, whatever the order of the rows.</summary>
    Pooled,

    /// <summary>
    /// Σ ← (N Σ + N / (N + 1) δ δᵀ) / (N + 1) with δ = x − μ before the row, as T. Hayes and C. Kanan publish it (CVPR workshops 2020). It depends on the order
    /// of the rows.
    /// </summary>
    Streaming,
}
