namespace AdaptiveML.Learners.Continual;

/// <summary>What turns features into scores, and what is kept for it.</summary>
public enum DataClassifierHead
{
    /// <summary>RanPAC's solution on frozen features and a gated residual on top. Kept: Gram matrix of the projection, and what the residual needs.</summary>
    Analytic,

    /// <summary>
    /// The adapted network, trained on the rows of the task and on rows drawn from the Gaussians of the classes before. Kept: a mean and a covariance a class;
    /// no row.
    /// </summary>
    PseudoInput,

    /// <summary>
    /// The adapted network, trained on the rows and classes of the task alone, as published. Kept: nothing. On feature vectors it forgets nearly all between
    /// tasks of new classes.
    /// </summary>
    Softmax,
}
