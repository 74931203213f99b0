using System.Numerics;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// Elastic weight consolidation: parameters are held to where the task before left them, each as firmly as the Fisher information of all tasks says it matters
/// (J. Kirkpatrick et al., PNAS 2017; one anchor, importances summed over tasks). The Fisher information is the mean squared gradient of the rows' own labels.
/// </summary>
/// <typeparam name="T">Element type of inputs, targets and scores.</typeparam>
internal sealed class ElasticWeights<T> : NetworkClassifier<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkLayout _layout;

    /// <summary>Makes a learner that has learnt nothing.</summary>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="options">Options.</param>
    /// <param name="classes">Classes known from the start.</param>
    public ElasticWeights(int inputSize, ElasticWeightsOptions options, int classes = 1)
        : this(ContinualShape.Begin(inputSize, classes), options)
    {
    }

    internal ElasticWeights(ContinualShape shape, ElasticWeightsOptions options)
        : this(new NetworkLayout(shape, options, options.Network, isAnchored: true), options)
    {
    }

    private ElasticWeights(NetworkLayout layout, ElasticWeightsOptions options)
        : base(layout) => (Options, _layout) = (options, layout);

    /// <summary>Options.</summary>
    public ElasticWeightsOptions Options { get; }

    /// <inheritdoc/>
    private protected override ContinualOptions CommonOptions => Options;

    /// <inheritdoc/>
    private protected override ContinualLearner<T> Create(ContinualShape shape) => new ElasticWeights<T>(shape, Options);

    /// <inheritdoc/>
    private protected override void Hold(int rows)
    {
        foreach (var (parameter, importance, value) in _layout.Anchors)
        {
            ElasticPenalty.AddGradient(
                rows * Options.Strength,
                Memory.State.View<double>(importance),
                Memory.State.View<double>(value),
                Memory.Parameters.View<double>(parameter),
                Memory.Gradients.View<double>(parameter));
        }
    }

    /// <inheritdoc/>
    private protected override void Finish(ScaledTask task)
    {
        for (int row = 0; row < task.Count; row++)
        {
            Differentiate(task.Input(row), task.Label(row), task.Weight(row), []);
            foreach (var (parameter, importance, _) in _layout.Anchors)
            {
                ElasticPenalty.AddImportance(Memory.Gradients.View<double>(parameter), 1.0 / task.Count, Memory.State.View<double>(importance));
            }

            Memory.Gradients.Bytes.Clear();
        }

        foreach (var (parameter, _, value) in _layout.Anchors)
        {
            Memory.Parameters.View<double>(parameter).CopyTo(Memory.State.View<double>(value));
        }
    }
}
