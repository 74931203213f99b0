using System.Text.Json.Serialization;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>Options of <see cref="StreamingLda{T}"/>.</summary>
public sealed record StreamingLdaOptions : ContinualOptions
{
    /// <summary>ε, the weight of the identity in the covariance, from 1e-9 to 1. Default: 0.01.</summary>
    public double Shrinkage { get; init; } = 0.01;

    /// <summary>How the covariance is estimated. Default: <see cref="CovarianceEstimate.Pooled"/>.</summary>
    [JsonInclude]
    internal CovarianceEstimate Covariance { get; init; } = CovarianceEstimate.Pooled;

    /// <inheritdoc/>
    internal override string SizeAdvice => "It keeps a covariance of the inputs: RanPacOptions keeps a matrix whose size does not depend on them.";

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require.InRange(Shrinkage, 1e-9, 1);
        Require.Defined(Covariance);
    }
}
