using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// Linear regression by recursive least squares with exponential forgetting.
/// <code>
/// k = P φ / (μ + φᵀ P φ)      w ← w + k (y − wᵀφ)      P ← (P − k φᵀ P) / μ      P₀ = I / penalty
/// </code>
/// </summary>
/// <remarks>
/// <para>With forgetting μ = 1 the weights are those of ridge regression on all rows seen; see <see cref="Ridge"/>.
/// S. Haykin, "Adaptive Filter Theory", chapter 10.</para>
/// <para>Everything is kept in double whatever <typeparamref name="T"/> is. Where a direction is not excited for long its variance in P would grow without
/// bound; while one is above 10⁶ / penalty nothing is forgotten. A row so large that rounding makes P indefinite is not learnt: P starts anew, the weights stay.</para>
/// </remarks>
/// <typeparam name="T">Element type of inputs and targets.</typeparam>
public sealed class RecursiveLeastSquares<T> : IOnlineLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double VarianceLimit = 1e6;

    private readonly Standardizer<T> _standardizer;
    private readonly UpdateLedger _ledger;
    private readonly Field _weights;
    private readonly Field _covariance;
    private readonly Field _lastInput;
    private readonly Field _lastTarget;
    private readonly int _count;
    private readonly int _length;
    private readonly T[] _input;
    private readonly T[] _target;
    private readonly double[] _features;
    private readonly double[] _projection;
    private readonly double[] _output;

    /// <summary>Makes a learner with zero weights.</summary>
    /// <param name="inputSize">Elements of an input.</param>
    /// <param name="outputSize">Elements of a target.</param>
    /// <param name="options">Features, memory and regularisation.</param>
    public RecursiveLeastSquares(int inputSize, int outputSize, RecursiveLeastSquaresOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require.InRange(inputSize, 1, 4096);
        Require.InRange(outputSize, 1, 4096);
        options.Validate();
        (InputSize, OutputSize, Options) = (inputSize, outputSize, options);

        _count = 1 + inputSize;
        _count += Has(RegressionFeatures.Squares) ? inputSize : 0;
        _count += Has(RegressionFeatures.Differences) ? inputSize : 0;
        _count += Has(RegressionFeatures.LastTarget) ? outputSize : 0;
        _length = Tile.Pad(_count);
        (_input, _target, _output) = (new T[inputSize], new T[outputSize], new double[outputSize]);
        (_features, _projection) = (new double[_length], new double[_length]);

        Layout parameters = new(), state = new();
        _weights = parameters.Add<double>("weights", outputSize, _length);
        _covariance = state.Add<double>("covariance", _length, _length);
        _lastInput = state.Add<double>("last_input", inputSize);
        _lastTarget = state.Add<double>("last_target", outputSize);
        _standardizer = new(inputSize, outputSize, state);
        _ledger = new(state);
        Memory = new(parameters, state);
        _standardizer.Initialize(Memory);
        ResetCovariance();
        Reset();
    }

    /// <summary>Features, memory and regularisation.</summary>
    public RecursiveLeastSquaresOptions Options { get; }

    /// <inheritdoc/>
    public int InputSize { get; }

    /// <inheritdoc/>
    public int OutputSize { get; }

    /// <inheritdoc/>
    public UpdateMode Mode { get; set; }

    /// <inheritdoc/>
    public LearnerMemory Memory { get; }

    /// <inheritdoc/>
    public UpdateCounts Counts => _ledger.Counts(Memory);

    /// <inheritdoc/>
    public long Count(UpdateReason reason) => _ledger.Count(Memory, reason);

    /// <summary>Takes the scale of inputs and targets from rows.</summary>
    public void Standardize(TrainingRows<T> rows) => _standardizer.Fit(Memory, rows);

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<T> input, Span<T> prediction)
    {
        if (Admit(input))
        {
            Forward(prediction);
        }
        else
        {
            prediction.Fill(T.NaN);
        }
    }

    /// <inheritdoc/>
    public UpdateResult Observe(ReadOnlySpan<T> input)
    {
        if (!Admit(input))
        {
            return Record(UpdateVerdict.Rejected, UpdateReason.NonFiniteInput);
        }

        if (Mode == UpdateMode.Frozen)
        {
            return Record(UpdateVerdict.Skipped, UpdateReason.Frozen);
        }

        RememberInput();
        return Record(UpdateVerdict.Skipped, UpdateReason.MissingTarget);
    }

    /// <inheritdoc/>
    public UpdateResult Learn(ReadOnlySpan<T> input, ReadOnlySpan<T> target, Span<T> prediction)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Length, OutputSize, nameof(target));
        if (!Admit(input))
        {
            prediction.Fill(T.NaN);
            return Record(UpdateVerdict.Rejected, UpdateReason.NonFiniteInput);
        }

        Forward(prediction);
        _standardizer.ScaleTarget(Memory, target, _target);
        double loss = Loss();
        if (Mode == UpdateMode.Frozen)
        {
            return Record(UpdateVerdict.Skipped, UpdateReason.Frozen, loss);
        }

        var result = Mode == UpdateMode.StateOnly ? UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.StateOnly, loss)
            : double.IsNaN(loss) ? UpdateResult.Without(UpdateVerdict.Skipped, UpdateReason.MissingTarget)
            : double.IsFinite(loss) ? Update(loss)
            : UpdateResult.Without(UpdateVerdict.Rejected, UpdateReason.NonFiniteTarget, loss);
        RememberInput();
        RememberTarget();
        return _ledger.Record(Memory, result);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        Memory.State.View<double>(_lastInput).Fill(double.NaN);
        Memory.State.View<double>(_lastTarget).Clear();
    }

    /// <inheritdoc/>
    public IOnlineLearner<T> Clone()
    {
        var clone = new RecursiveLeastSquares<T>(InputSize, OutputSize, Options) { Mode = Mode };
        clone.Memory.CopyFrom(Memory);
        return clone;
    }

    private bool Has(RegressionFeatures features) => (Options.Features & features) != 0;

    private void ResetCovariance()
    {
        var covariance = Memory.State.View<double>(_covariance);
        covariance.Clear();
        for (int i = 0; i < _count; i++)
        {
            covariance[(i * _length) + i] = 1 / Options.Penalty;
        }
    }

    private bool Admit(ReadOnlySpan<T> input)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(input.Length, InputSize, nameof(input));
        _standardizer.ScaleInput(Memory, input, _input);
        return T.Abs(TensorPrimitives.MaxMagnitude<T>(_input)) <= T.CreateTruncating(GradientLearner<T>.LargestInput);
    }

    private void Forward(Span<T> prediction)
    {
        MakeFeatures();
        ReadOnlySpan<double> weights = Memory.Parameters.View<double>(_weights);
        for (int p = 0; p < OutputSize; p++)
        {
            _output[p] = Reductions.Dot(weights.Slice(p * _length, _length), _features);
            prediction[p] = T.CreateTruncating(_output[p]);
        }

        _standardizer.UnscalePrediction(Memory, prediction, prediction);
    }

    private void MakeFeatures()
    {
        var last = Memory.State.View<double>(_lastInput);
        int next = 0;
        _features[next++] = 1;
        foreach (T value in _input)
        {
            _features[next++] = double.CreateTruncating(value);
        }

        if (Has(RegressionFeatures.Squares))
        {
            foreach (T value in _input)
            {
                _features[next++] = double.CreateTruncating(value) * double.CreateTruncating(value);
            }
        }

        if (Has(RegressionFeatures.Differences))
        {
            for (int i = 0; i < _input.Length; i++)
            {
                _features[next++] = double.IsNaN(last[i]) ? 0 : double.CreateTruncating(_input[i]) - last[i];
            }
        }

        if (Has(RegressionFeatures.LastTarget))
        {
            Memory.State.View<double>(_lastTarget).CopyTo(_features.AsSpan(next));
        }
    }

    private UpdateResult Update(double loss)
    {
        var covariance = Memory.State.View<double>(_covariance);
        double largest = 0, smallest = 0;
        for (int i = 0; i < _length; i++)
        {
            _projection[i] = Reductions.Dot<double>(covariance.Slice(i * _length, _length), _features);
            largest = Math.Max(largest, covariance[(i * _length) + i]);
            smallest = Math.Min(smallest, covariance[(i * _length) + i]);
        }

        double forgetting = largest > VarianceLimit / Options.Penalty ? 1 : Options.Forgetting;
        double variance = Reductions.Dot<double>(_features, _projection);
        if (variance < 0 || smallest < 0)
        {
            ResetCovariance();
            return UpdateResult.Without(UpdateVerdict.RolledBack, UpdateReason.Diverged, loss);
        }

        double denominator = forgetting + variance;
        double length = Math.Sqrt(Reductions.SumOfSquares<double>(_projection)) / denominator;
        if (!double.IsFinite(length))
        {
            return UpdateResult.Without(UpdateVerdict.Rejected, UpdateReason.NonFiniteGradient, loss);
        }

        var weights = Memory.Parameters.View<double>(_weights);
        for (int p = 0; p < OutputSize; p++)
        {
            double error = double.CreateTruncating(_target[p]) - _output[p];
            if (!double.IsNaN(error))
            {
                var row = weights.Slice(p * _length, _length);
                TensorPrimitives.FusedMultiplyAdd(_projection, error / denominator, row, row);
            }
        }

        // P φ / √(μ + φᵀ P φ) times its own transpose: the product commutes, so P stays symmetric to the bit, without which it would drift apart.
        TensorPrimitives.Multiply(_projection, 1 / Math.Sqrt(denominator), _projection);
        for (int i = 0; i < _length; i++)
        {
            var row = covariance.Slice(i * _length, _length);
            TensorPrimitives.FusedMultiplyAdd(_projection, -_projection[i], row, row);
            TensorPrimitives.Multiply(row, 1 / forgetting, row);
        }

        return new(UpdateVerdict.Applied, UpdateReason.None, loss, length, 1);
    }

    private double Loss()
    {
        double loss = 0;
        bool known = false;
        for (int p = 0; p < OutputSize; p++)
        {
            double error = double.CreateTruncating(_target[p]) - _output[p];
            if (!double.IsNaN(error))
            {
                known = true;
                loss += 0.5 * error * error;
            }
        }

        return known ? loss : double.NaN;
    }

    private void RememberInput()
    {
        var last = Memory.State.View<double>(_lastInput);
        for (int i = 0; i < _input.Length; i++)
        {
            last[i] = double.CreateTruncating(_input[i]);
        }
    }

    private void RememberTarget()
    {
        var last = Memory.State.View<double>(_lastTarget);
        for (int p = 0; p < _target.Length; p++)
        {
            if (T.IsFinite(_target[p]))
            {
                last[p] = double.CreateTruncating(_target[p]);
            }
        }
    }

    private UpdateResult Record(UpdateVerdict verdict, UpdateReason reason, double loss = double.NaN) =>
        _ledger.Record(Memory, UpdateResult.Without(verdict, reason, loss));
}
