using System.Text.Json.Serialization;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>Options of <see cref="DataClassifier{T}"/>.</summary>
public sealed record DataClassifierOptions : ContinualOptions
{
    /// <summary>What turns features into scores. Default: <see cref="DataClassifierHead.Analytic"/>.</summary>
    public DataClassifierHead Head { get; init; } = DataClassifierHead.Analytic;

    /// <summary>What the analytic head adds to RanPAC. Default: <see cref="DataClassifierResidual.Gaussians"/>.</summary>
    [JsonInclude]
    internal DataClassifierResidual Residual { get; init; } = DataClassifierResidual.Gaussians;

    /// <summary>The weight of the residual, or its limit where it is learnt, from 0 (the scores are RanPAC's, bit for bit) to 1. Default: 0.7.</summary>
    public double ResidualWeight { get; init; } = 0.7;

    /// <summary>
    /// Whether the weight follows the errors e of the head and e′ of the residual on rows that neither had learnt, those held out of each task and those of
    /// classes known before it: weight = limit (e + 1) / (e + e′ + 3), at first a third of the limit; else it is the limit itself. A weight that is
    /// learnt multiplies probabilities in units of the head's scores. Default: true.
    /// </summary>
    public bool LearnsResidualWeight { get; init; } = true;

    /// <summary>M, the random features of the analytic head, from 1 to <see cref="RanPacOptions.LargestProjection"/>. Default: 1000.</summary>
    public int ProjectionSize { get; init; } = 1000;

    /// <summary>Deviation of the offsets of the random features, from 0 (none) to 100. Default: 0.5.</summary>
    public double OffsetDeviation { get; init; } = 0.5;

    /// <summary>Seed of the projection. Default: 1.</summary>
    public ulong ProjectionSeed { get; init; } = 1;

    /// <summary>
    /// λ, the ridge penalty of the analytic head, from 1e-9 to 1e9; or null: chosen anew at each task among powers of ten from 1e-8 to 1e8, by the squared
    /// error on a fifth of the task's rows. Default: null.
    /// </summary>
    public double? L2Regularization { get; init; }

    /// <summary>The Gaussians of the classes.</summary>
    [JsonInclude]
    internal GaussianOptions Gaussians { get; init; } = new();

    /// <summary>The adapted network.</summary>
    [JsonInclude]
    internal AdapterOptions Adapters { get; init; } = new();

    /// <summary>Whether there is an analytic part.</summary>
    internal bool IsAnalytic => Head == DataClassifierHead.Analytic;

    /// <summary>Whether there is an adapted network.</summary>
    internal bool HasNetwork => !IsAnalytic || Residual == DataClassifierResidual.Network;

    /// <summary>Whether the Gaussians of the classes are kept.</summary>
    internal bool HasGaussians => Head == DataClassifierHead.PseudoInput || (IsAnalytic && Residual != DataClassifierResidual.None);

    /// <inheritdoc/>
    internal override bool GivesShares => IsAnalytic;

    /// <inheritdoc/>
    internal override string SizeAdvice => IsAnalytic
        ? "A smaller ProjectionSize takes less."
        : "This head keeps a covariance of all inputs for each class: DataClassifierHead.Analytic keeps less.";

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require.Defined(Head);
        Require.Defined(Residual);
        Require.InRange(ResidualWeight, 0, 1);
        Require.InRange(ProjectionSize, 1, RanPacOptions.LargestProjection);
        Require.InRange(OffsetDeviation, 0, 100);
        RidgeReadout.RequireInRange(L2Regularization);
        ArgumentNullException.ThrowIfNull(Gaussians);
        Gaussians.Validate();
        ArgumentNullException.ThrowIfNull(Adapters);
        Adapters.Validate();
    }
}
