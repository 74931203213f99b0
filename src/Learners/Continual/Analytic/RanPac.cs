using System.Numerics;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// RanPAC: a fixed random projection h = max(0, R x + b), and ridge regression of one-hot targets on h, recursive and exact
/// (M. McDonnell et al., "RanPAC: random projections and pre-trained models for continual learning", NeurIPS 2023).
/// </summary>
/// <typeparam name="T">Element type of inputs, targets and scores.</typeparam>
internal sealed class RanPac<T> : AnalyticClassifier<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RandomProjection _projection;

    /// <summary>Makes a learner that has learnt nothing.</summary>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="options">Options.</param>
    /// <param name="classes">Classes known from the start.</param>
    public RanPac(int inputSize, RanPacOptions options, int classes = 1)
        : this(ContinualShape.Begin(inputSize, classes), options)
    {
    }

    internal RanPac(ContinualShape shape, RanPacOptions options)
        : this(shape, Validated(options), new(shape.Validated().InputSize, options.ProjectionSize, options.OffsetDeviation, options.Seed))
    {
    }

    internal RanPac(ContinualShape shape, RanPacOptions options, RandomProjection projection)
        : base(new AnalyticLayout(shape, options, projection)) => (Options, _projection) = (options, projection);

    /// <summary>Options.</summary>
    public RanPacOptions Options { get; }

    /// <inheritdoc/>
    private protected override ContinualOptions CommonOptions => Options;

    /// <inheritdoc/>
    private protected override ContinualLearner<T> Create(ContinualShape shape) => new RanPac<T>(shape, Options, _projection);

    private static RanPacOptions Validated(RanPacOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return options;
    }
}
