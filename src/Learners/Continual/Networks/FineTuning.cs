using System.Numerics;

namespace AdaptiveML.Learners.Continual;

/// <summary>The naive way: the network goes on training on each task, with nothing that holds it. It forgets; the others are measured against it.</summary>
/// <typeparam name="T">Element type of inputs, targets and scores.</typeparam>
internal sealed class FineTuning<T> : NetworkClassifier<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes a learner that has learnt nothing.</summary>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="options">Options.</param>
    /// <param name="classes">Classes known from the start.</param>
    public FineTuning(int inputSize, FineTuningOptions options, int classes = 1)
        : this(ContinualShape.Begin(inputSize, classes), options)
    {
    }

    internal FineTuning(ContinualShape shape, FineTuningOptions options)
        : base(new NetworkLayout(shape, options, options.Network)) => Options = options;

    /// <summary>Options.</summary>
    public FineTuningOptions Options { get; }

    /// <inheritdoc/>
    private protected override ContinualOptions CommonOptions => Options;

    /// <inheritdoc/>
    private protected override ContinualLearner<T> Create(ContinualShape shape) => new FineTuning<T>(shape, Options);
}
