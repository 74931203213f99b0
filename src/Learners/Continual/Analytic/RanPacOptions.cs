using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>Options of <see cref="RanPac{T}"/>.</summary>
public sealed record RanPacOptions : ContinualOptions
{
    /// <summary>Largest projection: Gram matrix and factor take 400 MB.</summary>
    public const int LargestProjection = 5000;

    /// <summary>M, the random features, from 1 to <see cref="LargestProjection"/>; memory is 16 M² bytes, an update costs about M³. Default: 1000.</summary>
    public int ProjectionSize { get; init; } = 1000;

    /// <summary>Deviation of the offsets of the random features, from 0 (none, as published) to 100. Default: 0.</summary>
    public double OffsetDeviation { get; init; }

    /// <summary>
    /// λ, the ridge penalty, from 1e-9 to 1e9; or null: chosen anew at each task among powers of ten from 1e-8 to 1e8, by the squared error on a fifth of the
    /// task's rows. Default: null.
    /// </summary>
    public double? L2Regularization { get; init; }

    /// <summary>Seed of the projection. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc/>
    internal override bool GivesShares => true;

    /// <inheritdoc/>
    internal override string SizeAdvice => "A smaller ProjectionSize takes less.";

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require.InRange(ProjectionSize, 1, LargestProjection);
        Require.InRange(OffsetDeviation, 0, 100);
        RidgeReadout.RequireInRange(L2Regularization);
    }
}
