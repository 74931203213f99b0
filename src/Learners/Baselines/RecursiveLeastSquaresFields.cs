using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Baselines;

/// <summary>Where everything of a recursive least squares lies. Features are padded to whole tiles.</summary>
internal sealed class RecursiveLeastSquaresFields<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public RecursiveLeastSquaresFields(int inputSize, int outputSize, RecursiveLeastSquaresOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require.InRange(inputSize, 1, 4096);
        Require.InRange(outputSize, 1, 4096);
        options.Validate();
        Features = new(inputSize, outputSize, options, Sequence);
        Gain = new(new StateScope(State, IsSequences: false), "covariance", Features.Count, options.Forgetting, options.L2Regularization);
        Weights = Parameters.Add<double>("weights", outputSize, Length);
        Standardizer = new(inputSize, outputSize, State);
    }

    public Layout Parameters { get; } = new();

    public Layout State { get; } = new();

    public Layout Sequence { get; } = new();

    public RegressionFeatureMap<T> Features { get; }

    public Standardizer<T> Standardizer { get; }

    public Field Weights { get; }

    public RecursiveGain Gain { get; }

    /// <summary>Length of φ with its padding.</summary>
    public int Length => Gain.Length;
}
