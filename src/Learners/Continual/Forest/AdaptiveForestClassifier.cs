using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.Baselines;

namespace AdaptiveML.Learners.Continual;

/// <summary>An <see cref="AdaptiveForest"/> by itself. Scores are logarithms of the trees' shares; a class without rows scores −∞.</summary>
/// <typeparam name="T">Element type of inputs, targets and scores.</typeparam>
internal sealed class AdaptiveForestClassifier<T> : ContinualLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Fields _fields;

    /// <summary>Makes a learner that has learnt nothing.</summary>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="options">Options.</param>
    /// <param name="classes">Classes known from the start.</param>
    public AdaptiveForestClassifier(int inputSize, AdaptiveForestOptions options, int classes = 1)
        : this(ContinualShape.Begin(inputSize, classes), options)
    {
    }

    internal AdaptiveForestClassifier(ContinualShape shape, AdaptiveForestOptions options)
        : this(new Fields(shape, options), options)
    {
    }

    private AdaptiveForestClassifier(Fields fields, AdaptiveForestOptions options)
        : base(fields)
    {
        (Options, _fields) = (options, fields);
        if (fields.TakenOver is null)
        {
            fields.Forest.Reset(Memory);
        }
    }

    /// <summary>Options.</summary>
    public AdaptiveForestOptions Options { get; }

    /// <inheritdoc/>
    private protected override ContinualOptions CommonOptions => Options;

    /// <inheritdoc/>
    private protected override ContinualLearner<T> Create(ContinualShape shape) => new AdaptiveForestClassifier<T>(shape, Options);

    /// <inheritdoc/>
    private protected override void ScoreScaled(ReadOnlySpan<double> input, Span<double> scores)
    {
        _fields.Forest.Predict(Memory, input, scores);
        foreach (ref double score in scores)
        {
            score = score > 0 ? Elementary.Log(score) : double.NegativeInfinity;
        }
    }

    /// <inheritdoc/>
    private protected override void LearnScaled(ReadOnlySpan<double> input, int label, double weight) =>
        _fields.Forest.Learn(Memory, input, label, weight);

    /// <inheritdoc/>
    private protected override void LearnTask(ScaledTask task)
    {
        for (int row = 0; row < task.Count; row++)
        {
            LearnScaled(task.Input(row), task.Label(row), task.Weight(row));
        }
    }

    /// <summary>The trees' thresholds are in the old units: they begin anew.</summary>
    private protected override void Rescale(ReadOnlySpan<double> factor, ReadOnlySpan<double> shift) => _fields.Forest.Reset(Memory);

    private sealed class Fields : ContinualLayout
    {
        public Fields(ContinualShape shape, AdaptiveForestOptions options)
            : base(shape, options)
        {
            Forest = new("forest", shape.InputSize, shape.ClassCount, options.Settings, State);
            State.Require(Forest.Check);
        }

        public AdaptiveForest Forest { get; }
    }
}
