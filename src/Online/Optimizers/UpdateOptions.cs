namespace AdaptiveML.Online;

/// <summary>How a gradient learner updates its parameters.</summary>
public sealed record UpdateOptions
{
    /// <summary>The largest step size.</summary>
    internal const double LargestLearningRate = 10;

    /// <summary>How a gradient becomes a step. Default: <see cref="OptimizerKind.Adam"/>.</summary>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Adam;

    /// <summary>Step size, from 0 to 10. Default: 0.003.</summary>
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>Decay of Adam's first moment, from 0 to 0.9999. Default: 0.9.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of Adam's second moment, from 0 to 0.999999. Default: 0.999.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to Adam's denominator, from 1e-12 to 1. Default: 1e-8.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>AdamW's weight decay, from 0 to 1. Default: 0.01.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Largest Euclidean norm of a gradient; longer ones are shortened to it. Positive, or null for no clipping. Default: 10.</summary>
    public double? ClipNorm { get; init; } = 10;

    /// <summary>Rows between updates, at least 1; their gradients are averaged. Default: 1.</summary>
    public int UpdateEvery { get; init; } = 1;

    /// <summary>Updates between two copies kept for a roll-back, at least 1. Default: 256.</summary>
    public int CheckpointInterval { get; init; } = 256;

    /// <summary>Updates refused in a row, for reasons of arithmetic, that count as divergence; at least 1. Default: 8.</summary>
    public int RollBackAfter { get; init; } = 8;

    /// <summary>
    /// Most sequences that have a state of their own at once, at least 1; one more, and one that was silent for long begins anew when it comes back. Default:
    /// 1024.
    /// </summary>
    public int MaximumSequences { get; init; } = 1024;

    /// <summary>What stands between a row and what has been learnt.</summary>
    public GateOptions Gate { get; init; } = new();

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public void Validate()
    {
        Require.Defined(Optimizer);
        Require.InRange(LearningRate, 0, LargestLearningRate);
        Require.InRange(Beta1, 0, 0.9999);
        Require.InRange(Beta2, 0, 0.999999);
        Require.InRange(Epsilon, 1e-12, 1);
        Require.InRange(WeightDecay, 0, 1);
        if (ClipNorm is { } clipNorm)
        {
            Require.InRange(clipNorm, double.Epsilon, double.MaxValue, nameof(ClipNorm));
        }

        Require.InRange(UpdateEvery, 1, int.MaxValue);
        Require.InRange(CheckpointInterval, 1, int.MaxValue);
        Require.InRange(RollBackAfter, 1, int.MaxValue);
        Require.InRange(MaximumSequences, 1, int.MaxValue);
        ArgumentNullException.ThrowIfNull(Gate);
        Gate.Validate();
    }
}
