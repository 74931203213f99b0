using System.Numerics;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// Ridge regression of one-hot targets on the inputs and 1, recursive and exact: the same as on all rows at once, in any order (ACIL: H. Zhuang et al., NeurIPS
/// 2022, without its projection).
/// </summary>
/// <typeparam name="T">Element type of inputs, targets and scores.</typeparam>
internal sealed class RidgeClassifier<T> : AnalyticClassifier<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes a learner that has learnt nothing.</summary>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="options">Options.</param>
    /// <param name="classes">Classes known from the start.</param>
    public RidgeClassifier(int inputSize, RidgeClassifierOptions options, int classes = 1)
        : this(ContinualShape.Begin(inputSize, classes), options)
    {
    }

    internal RidgeClassifier(ContinualShape shape, RidgeClassifierOptions options)
        : base(new AnalyticLayout(shape, options)) => Options = options;

    /// <summary>Options.</summary>
    public RidgeClassifierOptions Options { get; }

    /// <inheritdoc/>
    private protected override ContinualOptions CommonOptions => Options;

    /// <inheritdoc/>
    private protected override ContinualLearner<T> Create(ContinualShape shape) => new RidgeClassifier<T>(shape, Options);
}
