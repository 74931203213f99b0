namespace AdaptiveML.Learners.Continual;

/// <summary>Options of <see cref="RidgeClassifier{T}"/>.</summary>
public sealed record RidgeClassifierOptions : ContinualOptions
{
    /// <summary>The ridge penalty.</summary>
    public PenaltyOptions Penalty { get; init; } = new();

    /// <inheritdoc/>
    internal override bool GivesShares => true;

    /// <inheritdoc/>
    internal override string SizeAdvice => "It keeps two matrices of the inputs: RanPacOptions keeps some whose size does not depend on them.";

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        ArgumentNullException.ThrowIfNull(Penalty);
        Penalty.Validate();
    }
}
