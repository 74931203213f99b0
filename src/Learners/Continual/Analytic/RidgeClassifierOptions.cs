namespace AdaptiveML.Learners.Continual;

/// <summary>Options of <see cref="RidgeClassifier{T}"/>.</summary>
public sealed record RidgeClassifierOptions : ContinualOptions
{
    /// <summary>
    /// λ, the ridge penalty, from 1e-9 to 1e9; or null: chosen anew at each task among powers of ten from 1e-8 to 1e8, by the squared error on a fifth of the
    /// task's rows. Default: null.
    /// </summary>
    public double? L2Regularization { get; init; }

    /// <inheritdoc/>
    internal override bool GivesShares => true;

    /// <inheritdoc/>
    internal override string SizeAdvice => "It keeps two matrices of the inputs: RanPacOptions keeps some whose size does not depend on them.";

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        RidgeReadout.RequireInRange(L2Regularization);
    }
}
