using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// Classifies a row by the nearest of the classes' means, all of them as of now. Of Gaussian classes that share one spread, alike in all directions, and are as likely as each other:
/// <code>
/// ℓ_c = −‖x − μ_c‖² / 2σ²      p = softmax(ℓ)      σ² = Σ ω ‖x − μ_class‖² / (n Σ ω)
/// </code>
/// </summary>
/// <remarks>
/// <para>The prediction: p_c, a score for each class, 0 for one without rows, and all the same before the first row; behind them m_c = ℓ_c − max over the others, the margin, which of two classes is the logarithm
/// of the odds; it is bounded by <see cref="LargestMargin"/>.</para>
/// <para>ω is the row's weight. Means and spread are exact, and but for rounding the same whatever the order of the rows: B. P. Welford, "Note on a method for calculating corrected
/// sums of squares and products" (1962). Everything is kept in double whatever <typeparamref name="T"/> is. The input is taken as it is: normalise what is of different scales.</para>
/// </remarks>
/// <typeparam name="T">Element type of inputs and predictions.</typeparam>
public sealed class NearestClassMean<T> : OnlineLearner<T>, IClassifier
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Largest magnitude of a margin.</summary>
    public const double LargestMargin = 80;

    private const double LeastProbability = 1e-15;

    private readonly Field _means;
    private readonly Field _weights;
    private readonly Field _spread;
    private readonly int _length;
    private readonly double[] _input;
    private readonly double[] _difference;
    private readonly double[] _distances;
    private readonly double[] _probabilities;

    /// <summary>Makes a learner that has seen nothing.</summary>
    /// <param name="inputSize">Elements of an input, at least 1.</param>
    /// <param name="classCount">Classes, at least 1.</param>
    /// <param name="maximumSequences">Most sequences that are told apart at once, at least 1; none has anything of its own.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public NearestClassMean(int inputSize, int classCount, int maximumSequences = 1024)
        : this(inputSize, classCount, maximumSequences, new NearestClassMeanFields(inputSize, classCount))
    {
    }

    private NearestClassMean(int inputSize, int classCount, int maximumSequences, NearestClassMeanFields fields)
        : base(inputSize, 1, 2 * classCount, fields.Parameters, new(), new(), maximumSequences, keepsCopy: false)
    {
        (ClassCount, _length) = (classCount, fields.Length);
        (_means, _weights, _spread) = (fields.Means, fields.Weights, fields.Spread);
        (_input, _difference) = (new double[fields.Length], new double[fields.Length]);
        (_distances, _probabilities) = (new double[classCount], new double[classCount]);
    }

    /// <inheritdoc/>
    public int ClassCount { get; }

    /// <summary>Σ ω ‖x − μ‖².</summary>
    private ref double Spread => ref Memory.Parameters.View<double>(_spread)[0];

    /// <summary>The mean of a class: zeros before its first row.</summary>
    /// <param name="index">The class.</param>
    public ReadOnlySpan<double> Mean(int index) => MeanOf(index)[..InputSize];

    /// <summary>The weight of the rows of a class.</summary>
    /// <param name="index">The class.</param>
    public double Weight(int index) => Memory.Parameters.View<double>(_weights)[index];

    /// <inheritdoc/>
    protected override void PredictRow(ReadOnlySpan<T> input, Span<T> prediction)
    {
        if (Admit(input) == UpdateReason.None)
        {
            Forward(prediction);
        }
        else
        {
            prediction.Fill(T.NaN);
        }
    }

    /// <inheritdoc/>
    protected override UpdateResult ObserveRow(ReadOnlySpan<T> input) => Admit(input) is var reason && reason != UpdateReason.None
        ? UpdateResult.Without(UpdateVerdict.Rejected, reason)
        : UpdateResult.Without(UpdateVerdict.Skipped, Mode == UpdateMode.Frozen ? UpdateReason.Frozen : UpdateReason.MissingTarget);

    /// <inheritdoc/>
    protected override UpdateResult LearnRow(ReadOnlySpan<T> input, ReadOnlySpan<T> target, Span<T> prediction, double weight)
    {
        PredictRow(input, prediction);
        var reason = Admit(input);
        if (reason != UpdateReason.None)
        {
            return UpdateResult.Without(UpdateVerdict.Rejected, reason);
        }

        double loss = T.IsNaN(target[0]) ? double.NaN : -Elementary.Log(Math.Max(LeastProbability, _probabilities[int.CreateTruncating(target[0])]));
        reason = Mode == UpdateMode.Frozen ? UpdateReason.Frozen
            : Mode == UpdateMode.StateOnly ? UpdateReason.StateOnly
            : double.IsNaN(loss) ? UpdateReason.MissingTarget
            : weight == 0 ? UpdateReason.ZeroWeight
            : UpdateReason.None;
        return reason == UpdateReason.None ? Take(int.CreateTruncating(target[0]), weight, loss) : UpdateResult.Without(UpdateVerdict.Skipped, reason, loss);
    }

    /// <inheritdoc/>
    protected override OnlineLearner<T> CreateTwin() => new NearestClassMean<T>(InputSize, ClassCount, Memory.MaximumSequences);

    /// <summary>Reads an input, unless it cannot be used.</summary>
    private UpdateReason Admit(ReadOnlySpan<T> input)
    {
        T largest = T.Abs(TensorPrimitives.MaxMagnitude(input));
        if (!T.IsFinite(largest) || largest > T.CreateTruncating(GradientLearner<T>.LargestInput))
        {
            return T.IsFinite(largest) ? UpdateReason.InputOutOfRange : UpdateReason.NonFiniteInput;
        }

        TensorPrimitives.ConvertTruncating(input, _input);
        return UpdateReason.None;
    }

    private void Forward(Span<T> prediction)
    {
        int closest = -1;
        double nearest = double.PositiveInfinity, second = double.PositiveInfinity, rows = 0;
        for (int c = 0; c < ClassCount; c++)
        {
            TensorPrimitives.Subtract(_input, MeanOf(c), _difference);
            _distances[c] = Weight(c) > 0 ? Reductions.SumOfSquares<double>(_difference) : double.PositiveInfinity;
            (closest, nearest, second) = _distances[c] < nearest ? (c, _distances[c], nearest) : (closest, nearest, Math.Min(second, _distances[c]));
            rows += Weight(c);
        }

        double variance = Spread / (InputSize * rows), sum = 0;
        for (int c = 0; c < ClassCount; c++)
        {
            _probabilities[c] = Elementary.Exp(LogOdds(_distances[c], nearest, variance));
            sum += _probabilities[c];
        }

        for (int c = 0; c < ClassCount; c++)
        {
            double margin = LogOdds(_distances[c], c == closest ? second : nearest, variance);
            _probabilities[c] /= sum;
            prediction[c] = T.CreateTruncating(_probabilities[c]);
            prediction[ClassCount + c] = T.CreateTruncating(Math.Clamp(margin, -LargestMargin, LargestMargin));
        }
    }

    /// <summary>ℓ of a class less ℓ of another: 0 where their squared distances are the same, or neither has rows.</summary>
    private static double LogOdds(double distance, double other, double variance) =>
        distance == other ? 0 : variance > 0 ? (other - distance) / (2 * variance) : (other - distance) * double.PositiveInfinity;

    /// <summary>Takes the row into a class.</summary>
    private UpdateResult Take(int index, double weight, double loss)
    {
        var mean = MeanOf(index);
        double before = Weight(index), after = before + weight, share = weight / after;
        TensorPrimitives.Subtract(_input, mean, _difference);
        double spread = Spread + (before * share * Reductions.SumOfSquares<double>(_difference));
        if (!double.IsFinite(after) || !double.IsFinite(spread))
        {
            return UpdateResult.Without(UpdateVerdict.Rejected, UpdateReason.NonFiniteGradient, loss);
        }

        SpanSums.AddScaled(_difference, share, mean);
        Memory.Parameters.View<double>(_weights)[index] = after;
        Spread = spread;
        return new(UpdateVerdict.Applied, UpdateReason.None, loss, double.NaN, share);
    }

    private Span<double> MeanOf(int index) => Memory.Parameters.View<double>(_means).Slice(index * _length, _length);
}
