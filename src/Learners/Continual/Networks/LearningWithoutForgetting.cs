using System.Numerics;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// Learning without forgetting: on the rows of a new task the scores of the old classes are drawn to what they were before it (Z. Li and D. Hoiem, ECCV 2016).
/// Row by row it learns as <see cref="FineTuning{T}"/>.
/// </summary>
/// <typeparam name="T">Element type of inputs, targets and scores.</typeparam>
internal sealed class LearningWithoutForgetting<T> : NetworkClassifier<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes a learner that has learnt nothing.</summary>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="options">Options.</param>
    /// <param name="classes">Classes known from the start.</param>
    public LearningWithoutForgetting(int inputSize, LearningWithoutForgettingOptions options, int classes = 1)
        : this(ContinualShape.Begin(inputSize, classes), options)
    {
    }

    internal LearningWithoutForgetting(ContinualShape shape, LearningWithoutForgettingOptions options)
        : base(new NetworkLayout(shape, options, options.Network)) => Options = options;

    /// <summary>Options.</summary>
    public LearningWithoutForgettingOptions Options { get; }

    /// <inheritdoc/>
    private protected override ContinualOptions CommonOptions => Options;

    /// <inheritdoc/>
    private protected override ContinualLearner<T> Create(ContinualShape shape) => new LearningWithoutForgetting<T>(shape, Options);

    /// <inheritdoc/>
    private protected override double[][] TeacherScores(ScaledTask task)
    {
        if (Tasks.Count < 2)
        {
            return [];
        }

        double[] logits = new double[ClassCount];
        return [.. Enumerable.Range(0, task.Count).Select(row =>
        {
            Network.Forward(Memory, task.Input(row), logits);
            return logits[..Tasks[^2].ClassCount];
        })];
    }

    /// <inheritdoc/>
    private protected override void Distil(ReadOnlySpan<double> logits, ReadOnlySpan<double> before, Span<double> gradient) =>
        Distillation.AddGradient(before, logits[..before.Length], Options.Temperature, Options.Strength, gradient[..before.Length]);
}
