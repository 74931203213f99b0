using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Baselines;

/// <summary>
/// Linear regression by recursive least squares with exponential forgetting.
/// <code>
/// k = P φ / (μ/ω + φᵀ P φ)      w ← w + k (y − wᵀφ)      P ← (P − k φᵀ P) / μ      P₀ = I / penalty
/// </code>
/// </summary>
/// <remarks>
/// <para>ω is the row's weight. With forgetting μ = 1 the weights are those of ridge regression on all rows seen.
/// S. Haykin, "Adaptive Filter Theory", chapter 10.</para>
/// <para>Everything is kept in double whatever <typeparamref name="T"/> is. A row so large that rounding makes P indefinite is not learnt: P starts anew, the
/// weights stay.</para>
/// </remarks>
/// <typeparam name="T">Element type of inputs and targets.</typeparam>
public sealed partial class RecursiveLeastSquares<T> : OnlineLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecursiveLeastSquaresFields<T> _fields;
    private readonly T[] _input;
    private readonly T[] _target;
    private readonly double[] _features;
    private readonly double[] _gain;
    private readonly double[] _output;
    private readonly double[] _error;

    /// <summary>Makes a learner with zero weights.</summary>
    /// <param name="inputSize">Elements of an input, from 1 to 4096.</param>
    /// <param name="outputSize">Elements of a target, from 1 to 4096.</param>
    /// <param name="options">Features, memory and regularisation.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or an option is out of its range.</exception>
    public RecursiveLeastSquares(int inputSize, int outputSize, RecursiveLeastSquaresOptions options)
        : this(inputSize, outputSize, options, new RecursiveLeastSquaresFields<T>(inputSize, outputSize, options))
    {
    }

    private RecursiveLeastSquares(int inputSize, int outputSize, RecursiveLeastSquaresOptions options, RecursiveLeastSquaresFields<T> fields)
        : base(inputSize, outputSize, fields.Parameters, fields.State, fields.Sequence, options.MaximumSequences)
    {
        (Options, _fields) = (options, fields);
        (_input, _target, _output) = (new T[inputSize], new T[outputSize], new double[outputSize]);
        (_features, _gain, _error) = (new double[fields.Length], new double[fields.Length], new double[outputSize]);
        fields.Standardizer.Initialize(Memory);
        fields.Features.Initialize(Memory);
        fields.Gain.Initialize(Memory);
    }

    /// <summary>Features, memory and regularisation.</summary>
    public RecursiveLeastSquaresOptions Options { get; }

    /// <summary>Takes the scale of inputs and targets from rows.</summary>
    public void Standardize(TrainingRows<T> rows) => _fields.Standardizer.Fit(Memory, rows);

    /// <inheritdoc/>
    private protected override InputQuality JudgeInput(ReadOnlySpan<T> input)
    {
        _fields.Standardizer.ScaleInput(Memory, input, _input);
        return T.Abs(TensorPrimitives.MaxMagnitude<T>(_input)) <= T.CreateTruncating(GateOptions.LargestInput) ? InputQuality.Clean
            : TensorPrimitives.IsFiniteAll(input) ? InputQuality.OutOfRange
            : InputQuality.NonFinite;
    }

    /// <inheritdoc/>
    private protected override bool Forward(InputQuality quality)
    {
        _fields.Features.Make(Memory, _input, _features);
        ReadOnlySpan<double> weights = Memory.Parameters.View<double>(_fields.Weights);
        for (int p = 0; p < OutputSize; p++)
        {
            _output[p] = Reductions.Dot(weights.Slice(p * _fields.Length, _fields.Length), _features);
        }

        return true;
    }

    /// <inheritdoc/>
    private protected override void Write(InputQuality quality, Span<T> prediction)
    {
        for (int p = 0; p < OutputSize; p++)
        {
            prediction[p] = T.CreateTruncating(_output[p]);
        }

        _fields.Standardizer.UnscalePrediction(Memory, prediction, prediction);
    }

    /// <inheritdoc/>
    private protected override TargetQuality JudgeTarget(ReadOnlySpan<T> target, out double loss)
    {
        _fields.Standardizer.ScaleTarget(Memory, target, _target);
        for (int p = 0; p < OutputSize; p++)
        {
            _error[p] = double.CreateTruncating(_target[p]);
        }

        return SquaredError.Judge<double>(_output, _error, out loss);
    }

    /// <inheritdoc/>
    private protected override bool Advance(InputQuality input, TargetQuality target)
    {
        _fields.Features.RememberInput(Memory, _input);
        if (target is TargetQuality.Known or TargetQuality.NonFinite)
        {
            _fields.Features.RememberTarget(Memory, _target);
        }

        return true;
    }

    /// <inheritdoc/>
    private protected override UpdateResult LearnRow(double loss, double weight)
    {
        var result = Update(loss, weight);
        Advance(InputQuality.Clean, TargetQuality.Known);
        return result;
    }

    /// <inheritdoc/>
    private protected override OnlineLearner<T> CreateEmpty() => new RecursiveLeastSquares<T>(InputSize, OutputSize, Options);

    private UpdateResult Update(double loss, double weight)
    {
        var outcome = _fields.Gain.Update(Memory, _features, weight, _gain);
        if (outcome != GainOutcome.Taken)
        {
            return outcome == GainOutcome.Restarted
                ? UpdateResult.Without(UpdateVerdict.RolledBack, UpdateReason.Diverged, loss)
                : UpdateResult.Without(UpdateVerdict.Rejected, UpdateReason.NonFiniteGradient, loss);
        }

        var weights = Memory.Parameters.View<double>(_fields.Weights);
        for (int p = 0; p < OutputSize; p++)
        {
            if (!double.IsNaN(_error[p]))
            {
                var row = weights.Slice(p * _fields.Length, _fields.Length);
                TensorPrimitives.FusedMultiplyAdd(_gain, -_error[p], row, row);
            }
        }

        return new(UpdateVerdict.Applied, UpdateReason.None, loss, Reductions.Norm<double>(_gain), 1);
    }
}
