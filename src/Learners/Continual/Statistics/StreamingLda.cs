using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// Streaming linear discriminant analysis: class means, one covariance Σ.
/// <code>
/// P = ((1 − ε) Σ + ε I)⁻¹      score_c = xᵀ P μ_c − ½ μ_cᵀ P μ_c
/// </code>
/// </summary>
/// <remarks>T. Hayes and C. Kanan, "Lifelong machine learning with deep streaming linear discriminant analysis", CVPR workshops 2020. A class without rows
/// scores −∞. A row costs a factorisation, O(inputs³ / 6).</remarks>
/// <typeparam name="T">Element type of inputs, targets and scores.</typeparam>
internal sealed class StreamingLda<T> : ContinualLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Fields _fields;
    private readonly double[] _deviation;
    private readonly double[] _factor;

    /// <summary>Makes a learner that has learnt nothing.</summary>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="options">Options.</param>
    /// <param name="classes">Classes known from the start.</param>
    public StreamingLda(int inputSize, StreamingLdaOptions options, int classes = 1)
        : this(ContinualShape.Begin(inputSize, classes), options)
    {
    }

    internal StreamingLda(ContinualShape shape, StreamingLdaOptions options)
        : this(new Fields(shape, options), options)
    {
    }

    private StreamingLda(Fields fields, StreamingLdaOptions options)
        : base(fields) =>
        (Options, _fields, _deviation, _factor) = (options, fields, new double[fields.Length], new double[fields.Shape.InputSize * fields.Length]);

    /// <summary>Options.</summary>
    public StreamingLdaOptions Options { get; }

    /// <summary>Σ, row by row, each padded to whole tiles; what lies below the diagonal is of no meaning.</summary>
    internal double[] Covariance
    {
        get
        {
            double count = _fields.Means.Total(Memory);
            double scale = Options.Covariance == CovarianceEstimate.Streaming || count == 0 ? 1 : 1 / count;
            return [.. Memory.State.View<double>(_fields.Scatter).ToArray().Select(entry => scale * entry)];
        }
    }

    /// <inheritdoc/>
    private protected override ContinualOptions CommonOptions => Options;

    /// <inheritdoc/>
    private protected override ContinualLearner<T> Create(ContinualShape shape) => new StreamingLda<T>(shape, Options);

    /// <inheritdoc/>
    private protected override void ScoreScaled(ReadOnlySpan<double> input, Span<double> scores)
    {
        ReadOnlySpan<double> weights = Memory.Parameters.View<double>(_fields.Weights), offsets = Memory.Parameters.View<double>(_fields.Offsets);
        var counts = _fields.Means.Counts(Memory);
        for (int c = 0; c < scores.Length; c++)
        {
            scores[c] = counts[c] == 0 ? double.NegativeInfinity : Reductions.Dot(input, weights.Slice(c * input.Length, input.Length)) + offsets[c];
        }
    }

    /// <inheritdoc/>
    private protected override void LearnScaled(ReadOnlySpan<double> input, int label, double weight)
    {
        Add(input, label, weight);
        Solve();
    }

    /// <inheritdoc/>
    private protected override void LearnTask(ScaledTask task)
    {
        for (int row = 0; row < task.Count; row++)
        {
            Add(task.Input(row), task.Label(row), task.Weight(row));
        }

        Solve();
    }

    /// <inheritdoc/>
    private protected override void Rescale(ReadOnlySpan<double> factor, ReadOnlySpan<double> shift)
    {
        _fields.Means.Rescale(Memory, factor, shift);
        var scatter = Memory.State.View<double>(_fields.Scatter);
        for (int i = 0; i < InputSize; i++)
        {
            var row = scatter.Slice(i * _deviation.Length, InputSize);
            TensorPrimitives.Multiply(row, factor, row);
            TensorPrimitives.Multiply(row, factor[i], row);
        }

        Solve();
    }

    private void Add(ReadOnlySpan<double> input, int label, double weight)
    {
        double before = _fields.Means.Total(Memory);
        double factor = _fields.Means.Add(Memory, input, label, weight, _deviation);
        var scatter = Memory.State.View<double>(_fields.Scatter);
        if (Options.Covariance == CovarianceEstimate.Streaming)
        {
            double after = before + weight, keep = before / after;
            for (int i = 0; i < scatter.Length; i++)
            {
                scatter[i] *= keep;
            }

            factor = weight * before / (after * after);
        }

        Matrices.AddGram<double>(_deviation, _deviation.Length, factor, scatter);
    }

    private void Solve()
    {
        int size = InputSize, length = _deviation.Length;
        double total = _fields.Means.Total(Memory);
        double scale = (1 - Options.Shrinkage) / (Options.Covariance == CovarianceEstimate.Streaming ? 1 : total);
        ReadOnlySpan<double> scatter = Memory.State.View<double>(_fields.Scatter);
        double shrinkage = Options.Shrinkage;
        do
        {
            for (int i = 0; i < scatter.Length; i++)
            {
                _factor[i] = scale * scatter[i];
            }

            for (int i = 0; i < size; i++)
            {
                _factor[(i * length) + i] += shrinkage;
            }

            // Where rounding does not let it, more is added.
            shrinkage *= 10;
        }
        while (!Cholesky.Factor(_factor, size));

        Span<double> weights = Memory.Parameters.View<double>(_fields.Weights), offsets = Memory.Parameters.View<double>(_fields.Offsets);
        for (int c = 0; c < ClassCount; c++)
        {
            Span<double> mean = _fields.Means.Mean(Memory, c), row = weights.Slice(c * length, length);
            mean.CopyTo(row);
            Cholesky.Solve(_factor, size, row);
            offsets[c] = -0.5 * Reductions.Dot<double>(mean, row);
        }
    }

    private sealed class Fields : ContinualLayout
    {
        public Fields(ContinualShape shape, StreamingLdaOptions options)
            : base(shape, options)
        {
            Means = new(this, Length);
            Scatter = AddForLearning("classes.scatter", shape.InputSize, Length);
            State.Require(buffer => FieldRules.Fit(ScatterRule.IsSum(buffer.View<double>(Scatter), shape.InputSize), Scatter, ScatterRule.What));
            Weights = Parameters.Add("weights", 1, true, shape.ClassRoom, Length);
            Offsets = Parameters.Add("offsets", 1, false, shape.ClassRoom);
        }

        public ClassMeans Means { get; }

        public Field Scatter { get; }

        public Field Weights { get; }

        public Field Offsets { get; }
    }
}
