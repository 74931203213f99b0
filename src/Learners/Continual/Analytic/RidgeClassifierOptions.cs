namespace AdaptiveML.Learners.Continual;

/// <summary>Options of <see cref="RidgeClassifier{T}"/>.</summary>
public sealed record RidgeClassifierOptions : ContinualOptions
{
    /// <summary>The ridge penalty.</summary>
    public PenaltyOptions Penalty { get; init; } = new();

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        ArgumentNullException.ThrowIfNull(Penalty);
        Penalty.Validate();
    }
}
