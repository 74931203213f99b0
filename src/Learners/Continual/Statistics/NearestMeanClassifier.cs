using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.Continual;

/// <summary>The class whose mean is nearest. Exact at every row, in any order. A class without rows scores −∞.</summary>
/// <typeparam name="T">Element type of inputs, targets and scores.</typeparam>
internal sealed class NearestMeanClassifier<T> : ContinualLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Length below which a vector has no direction.</summary>
    private const double Shortest = 1e-12;

    private readonly Fields _fields;
    private readonly double[] _deviation;

    /// <summary>Makes a learner that has learnt nothing.</summary>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="options">Options.</param>
    /// <param name="classes">Classes known from the start.</param>
    public NearestMeanClassifier(int inputSize, NearestMeanOptions options, int classes = 1)
        : this(ContinualShape.Begin(inputSize, classes), options)
    {
    }

    internal NearestMeanClassifier(ContinualShape shape, NearestMeanOptions options)
        : this(new Fields(shape, options), options)
    {
    }

    private NearestMeanClassifier(Fields fields, NearestMeanOptions options)
        : base(fields) => (Options, _fields, _deviation) = (options, fields, new double[fields.Length]);

    /// <summary>Options.</summary>
    public NearestMeanOptions Options { get; }

    /// <inheritdoc/>
    private protected override ContinualOptions CommonOptions => Options;

    /// <inheritdoc/>
    private protected override ContinualLearner<T> Create(ContinualShape shape) => new NearestMeanClassifier<T>(shape, Options);

    /// <inheritdoc/>
    private protected override void ScoreScaled(ReadOnlySpan<double> input, Span<double> scores)
    {
        var counts = _fields.Means.Counts(Memory);
        double length = Math.Max(Reductions.Norm(input), Shortest);
        for (int c = 0; c < scores.Length; c++)
        {
            ReadOnlySpan<double> mean = _fields.Means.Mean(Memory, c);
            TensorPrimitives.Subtract(input, mean, _deviation);
            scores[c] = counts[c] == 0 ? double.NegativeInfinity
                : Options.Metric == MeanMetric.Euclidean ? -Reductions.SumOfSquares<double>(_deviation)
                : Reductions.Dot(input, mean) / (length * Math.Max(Reductions.Norm(mean), Shortest));
        }
    }

    /// <inheritdoc/>
    private protected override void LearnScaled(ReadOnlySpan<double> input, int label, double weight) =>
        _fields.Means.Add(Memory, input, label, weight, _deviation);

    /// <inheritdoc/>
    private protected override void LearnTask(ScaledTask task)
    {
        for (int row = 0; row < task.Count; row++)
        {
            LearnScaled(task.Input(row), task.Label(row), task.Weight(row));
        }
    }

    /// <inheritdoc/>
    private protected override void Rescale(ReadOnlySpan<double> factor, ReadOnlySpan<double> shift) => _fields.Means.Rescale(Memory, factor, shift);

    private sealed class Fields : ContinualLayout
    {
        public Fields(ContinualShape shape, NearestMeanOptions options)
            : base(shape, options) => Means = new(this, Length);

        public ClassMeans Means { get; }
    }
}
